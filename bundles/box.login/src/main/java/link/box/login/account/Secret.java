package link.box.login.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What a browser or an app holds and the Box keeps only the hash of. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Never used itself: a copy costs less than finding the provider for each request. */
    private static final MessageDigest SHA_256 = sha256();

    private Secret() {
    }

    /** @return so many random bytes in base64url: 43 characters for 32 bytes, 22 for 16 */
    public static String fresh(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return SHA-256 in hex: what is kept, and looked up, so that no comparison tells anything of the secret */
    public static String hash(String token) {
        return HexFormat.of().formatHex(digest(token));
    }

    /** @return SHA-256 */
    public static byte[] digest(String secret) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
