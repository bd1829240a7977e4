package link.box.login.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import link.box.login.account.Secret;

/** What is kept of a token, written as apps write the hash of their proof (RFC 7636, section 4.2). */
public final class Token {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Token() {
    }

    /** @return SHA-256 in base64url, 43 characters */
    public static String hash(String secret) {
        return BASE64.encodeToString(Secret.digest(secret));
    }

    /** Takes as long wherever they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
