package link.box.login.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import link.box.api.access.Letterbox;
import link.box.login.account.Secret;

/** A letterbox with the key that only its app has besides the Box. */
record AppLetterbox(String locator, String key, String writeKey) implements Letterbox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    static AppLetterbox fresh() {
        return new AppLetterbox(Secret.fresh(16), Secret.fresh(32), Secret.fresh(32));
    }

    @Override
    public String seal(String text) {
        byte[] nonce = Base64.getUrlDecoder().decode(Secret.fresh(NONCE));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec secret = new SecretKeySpec(Base64.getUrlDecoder().decode(key), "AES");
            cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(locator.getBytes(StandardCharsets.US_ASCII));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES-GCM", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Letterbox box && box.locator().equals(locator);
    }

    @Override
    public int hashCode() {
        return locator.hashCode();
    }

    @Override
    public String toString() {
        return "letterbox";
    }
}
