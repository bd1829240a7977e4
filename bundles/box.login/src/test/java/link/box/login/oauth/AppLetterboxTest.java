package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AppLetterboxTest {
    private final AppLetterbox box = AppLetterbox.fresh();

    @Test
    void the_app_reads_what_is_sealed_for_it() throws Exception {
        assertEquals("{\"n\":1} \u00fc", open(box.seal("{\"n\":1} \u00fc"), box.key(), box.locator()));
        assertEquals(22, box.locator().length());
        assertEquals(43 + 43, box.key().length() + box.writeKey().length());
    }

    @Test
    void the_same_text_is_never_sealed_in_the_same_way() {
        assertNotEquals(box.seal("x").substring(0, 16), box.seal("x").substring(0, 16));
    }

    @Test
    void no_other_key_and_no_other_place_opens_it() {
        String sealed = box.seal("x");
        AppLetterbox other = AppLetterbox.fresh();
        assertThrows(AEADBadTagException.class, () -> open(sealed, other.key(), box.locator()));
        assertThrows(AEADBadTagException.class, () -> open(sealed, box.key(), other.locator()));
        assertThrows(AEADBadTagException.class, () -> open(sealed, box.writeKey(), box.locator()));
    }

    @Test
    void it_is_known_by_its_place() {
        assertEquals(box, new AppLetterbox(box.locator(), "", ""));
        assertNotEquals(box, AppLetterbox.fresh());
        assertEquals("letterbox", box.toString());
    }

    /** As the app does it. */
    private static String open(String sealed, String key, String locator) throws GeneralSecurityException {
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Base64.getUrlDecoder().decode(key), "AES"),
                new GCMParameterSpec(128, bytes, 0, 12));
        cipher.updateAAD(locator.getBytes(StandardCharsets.US_ASCII));
        return new String(cipher.doFinal(bytes, 12, bytes.length - 12), StandardCharsets.UTF_8);
    }
}
