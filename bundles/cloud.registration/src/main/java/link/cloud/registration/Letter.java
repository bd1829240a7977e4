package link.cloud.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Box leaves for one app, sealed.
 *
 * @param key SHA-256 of what proves that the place is the sender's
 * @param sealed what only the app can read
 * @param ttl how long to keep it
 */
record Letter(Secret key, String sealed, Duration ttl) {
    /** The largest body, in bytes. */
    static final int BODY = 4608;
    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9_-]{1,4096}");
    private static final int SHORTEST_TTL = 60;
    private static final int LONGEST_TTL = 7200;
    private static final int BYTES = 400;

    static Letter of(Optional<byte[]> body) throws BadRequest {
        Fields fields = new Fields(body, BODY);
        return new Letter(Secret.of(fields.text("write", Forms::isKey, "43 characters of base64url")),
                fields.text("sealed", text -> SEALED.matcher(text).matches(), "1 to 4096 characters of base64url"),
                Duration.ofSeconds(fields.number("ttl", SHORTEST_TTL, LONGEST_TTL)));
    }

    /** @return how many bytes of heap it takes, about */
    int bytes() {
        return BYTES + sealed.length();
    }
}
