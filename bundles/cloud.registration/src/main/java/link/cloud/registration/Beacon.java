package link.cloud.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a Box shows to who is behind the same address: nothing that tells which Box it is.
 *
 * @param handle its name for now
 * @param key SHA-256 of what proves that the handle is its
 * @param ip where it is at home
 * @param port of its plain HTTP there
 * @param apps the origins that are shown it
 * @param ttl how long; zero: no longer
 */
record Beacon(String handle, Secret key, String ip, int port, Set<String> apps, Duration ttl) {
    /** The largest body, in bytes. */
    static final int BODY = 2048;
    private static final int MOST_APPS = 8;
    private static final int LONGEST_TTL = 120;
    private static final int LAST_PORT = 65_535;
    /** The other fields, and their places on the board. */
    private static final int BYTES = 700;
    private static final int BYTES_OF_TEXT = 56;

    Beacon {
        apps = Set.copyOf(apps);
    }

    static Beacon of(Optional<byte[]> body) throws BadRequest {
        Fields fields = new Fields(body, BODY);
        int port = fields.number("port", 1, LAST_PORT);
        if (!Forms.isOpen(port)) {
            throw new BadRequest("\"port\" must be one that browsers go to");
        }
        return new Beacon(fields.text("handle", Forms::isName, "22 characters of base64url"),
                Secret.of(fields.text("key", Forms::isKey, "43 characters of base64url")),
                fields.text("ip", Forms::isPrivate, "a private address, as a literal"), port,
                fields.texts("apps", MOST_APPS, Forms::isOrigin, "an origin"),
                Duration.ofSeconds(fields.number("ttl", 0, LONGEST_TTL)));
    }

    /** @return whether anybody is to see it; if not, nothing is kept */
    boolean shown() {
        return !ttl.isZero() && !apps.isEmpty();
    }

    /** @return how many bytes of heap it takes, about */
    int bytes() {
        return BYTES + apps.stream().mapToInt(each -> BYTES_OF_TEXT + each.length()).sum();
    }
}
