package link.box.common.kite;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How a kite proves that it knows the secret: t + the first 28 hex digits of SHA-1(secret + text + t), where t is 8 random hex digits. */
public final class Signature {
    /** Characters of a signature, and of a salt. */
    public static final int LENGTH = 36;
    private static final int SALT = 8;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signature() {
    }

    /**
     * @param secret what both ends know
     * @param text what is signed, {@code proto:domain:bsalt:fsalt}
     * @return 36 characters, others each time
     */
    public static String sign(String secret, String text) {
        return with(hex(SALT), secret, text);
    }

    /** @return whether it has the form of one */
    public static boolean plausible(String signature) {
        return FORM.matcher(signature).matches();
    }

    /** @return whether it is a signature of that text with that secret; takes as long for any wrong one of the right length */
    public static boolean fits(String signature, String secret, String text) {
        return signature.length() == LENGTH
                && MessageDigest.isEqual(bytes(signature), bytes(with(signature.substring(0, SALT), secret, text)));
    }

    /** @return a new random salt of 36 hex digits */
    public static String salt() {
        return hex(LENGTH);
    }

    private static String with(String salt, String secret, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes(secret + text + salt));
            return salt + HexFormat.of().formatHex(digest).substring(0, LENGTH - SALT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(int digits) {
        byte[] random = new byte[digits / 2];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
