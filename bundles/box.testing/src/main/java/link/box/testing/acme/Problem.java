package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** A refusal (RFC 8555, section 6.7; RFC 7807). */
final class Problem extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;
    private final int status;
    private final Duration retryAfter;

    Problem(int status, String type, String detail) {
        this(status, type, detail, null);
    }

    private Problem(int status, String type, String detail, Duration retryAfter) {
        super(detail);
        this.type = type;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed", detail);
    }

    static Problem rateLimited(String detail, Duration retryAfter) {
        return new Problem(429, "rateLimited", detail, retryAfter);
    }

    JsonObject json() {
        return Wire.object().add("type", "urn:ietf:params:acme:error:" + type).add("detail", getMessage()).add("status", status).build();
    }

    Answer answer() {
        return Answer.text(status, "application/problem+json", json().toString()).retryAfter(Optional.ofNullable(retryAfter));
    }
}
