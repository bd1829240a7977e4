package link.box.testing.acme;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request gets.
 *
 * @param headers whole lines
 * @param manner how it is sent
 */
record Answer(int status, List<String> headers, byte[] body, Manner manner) {
    /** How an answer is sent: as it should be, or else. */
    enum Manner {
        /** whole */
        WHOLE,
        /** not at all: the connection is closed */
        CLOSED,
        /** not at all: the connection stays open until the client goes, or it is released */
        HUNG,
        /** on and on, until the client goes */
        ENDLESS
    }

    static Answer empty(int status) {
        return new Answer(status, List.of(), new byte[0], Manner.WHOLE);
    }

    static Answer in(Manner manner) {
        return new Answer(200, List.of(), new byte[0], manner);
    }

    static Answer json(int status, JsonValue value) {
        return text(status, "application/json", value.toString());
    }

    static Answer text(int status, String type, String text) {
        return new Answer(status, List.of("Content-Type: " + type), text.getBytes(StandardCharsets.UTF_8), Manner.WHOLE);
    }

    Answer with(String name, String value) {
        return new Answer(status, Stream.concat(headers.stream(), Stream.of(name + ": " + value)).toList(), body, manner);
    }

    Answer retryAfter(Optional<Duration> delay) {
        return delay.map(wait -> with("Retry-After", String.valueOf(wait.toSeconds()))).orElse(this);
    }
}
