package link.box.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import link.box.common.words.SixWords;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void fingerprint_and_words_are_of_the_whole_certificate_in_both_forms_of_the_id() throws Exception {
        KeyAndCertificate made = SelfSigned.make();
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(made.certificate().getEncoded());
        for (Fingerprint form : Fingerprint.values()) {
            Identity box = new Identity(made, form, "box.test", false);
            assertEquals(HexFormat.of().formatHex(sha256), box.fingerprint());
            assertEquals(SixWords.of(sha256), box.words());
        }
    }

    @Test
    void two_boxes_have_different_words() throws Exception {
        assertNotEquals(new Identity(SelfSigned.make(), Fingerprint.sha256, "box.test", false).words(),
                new Identity(SelfSigned.make(), Fingerprint.sha256, "box.test", false).words());
    }
}
