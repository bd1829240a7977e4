package link.cloud.zone.api;

import java.time.Duration;
import link.box.common.http.Reply;

/** A request is not fulfilled; the message is for people. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String header;
    private final String value;

    Refusal(int status, String message) {
        this(status, message, null, null);
    }

    private Refusal(int status, String message, String header, String value) {
        super(message, null, false, false);
        this.status = status;
        this.header = header;
        this.value = value;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, message);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, message);
    }

    static Refusal method(String allowed) {
        return new Refusal(405, "only " + allowed, "Allow", allowed);
    }

    static Refusal tooMany(String message, Duration wait) {
        return new Refusal(429, message, "Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
    }

    int status() {
        return status;
    }

    Reply reply() {
        Reply reply = Reply.error(status, getMessage());
        return header == null ? reply : reply.with(header, value);
    }
}
