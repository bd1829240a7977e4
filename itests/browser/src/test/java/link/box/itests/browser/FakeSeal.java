package link.box.itests.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A list of URLs as a Box seals it: nonce, ciphertext and tag; the locator is associated data. */
final class FakeSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private FakeSeal() {
    }

    static String seal(byte[] key, String locator, String json) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(locator.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = cipher.doFinal((json + " ".repeat(64)).getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }
}
