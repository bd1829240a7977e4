package link.cloud.zone.kite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a frontend asks when a kite has signed its challenge, written down from the description of the protocol alone. */
public final class Signed {
    private static final String BSALT = "b".repeat(36);
    private static final String FSALT = "t" + "f".repeat(35);
    private static final String CHOSEN = "0a1b2c3d";

    private Signed() {
    }

    /** @return the name without the suffix */
    public static String question(String secret, String proto, String domain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((secret + proto + ":" + domain + ":" + BSALT + ":" + FSALT + CHOSEN)
                    .getBytes(StandardCharsets.US_ASCII));
            return BSALT + "." + FSALT + "." + CHOSEN + HexFormat.of().formatHex(digest).substring(0, 28) + "." + proto + "." + domain;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
