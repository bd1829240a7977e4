package link.box.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void sha256_is_unpadded_lower_case_base32() throws Exception {
        // SHA-256("abc") = ba7816bf...; the expected text is what coreutils' base32 prints for it
        assertEquals("xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq",
                Fingerprint.sha256.of("abc".getBytes("US-ASCII")));
    }

    @Test
    void sha1_is_lower_case_hex() throws Exception {
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Fingerprint.sha1.of("abc".getBytes("US-ASCII")));
    }

    @Test
    void both_fit_into_a_dns_label_and_differ_for_each_box() throws Exception {
        X509Certificate one = SelfSigned.make().certificate();
        X509Certificate other = SelfSigned.make().certificate();
        for (Fingerprint form : Fingerprint.values()) {
            assertTrue(form.of(one).matches("[a-z0-9]{40,63}"));
            assertTrue(!form.of(one).equals(form.of(other)));
        }
    }

    @Test
    void the_certificate_never_expires() throws Exception {
        X509Certificate certificate = SelfSigned.make().certificate();
        assertEquals(Instant.parse("9999-12-31T23:59:59Z"), certificate.getNotAfter().toInstant());
        assertEquals("EC", certificate.getPublicKey().getAlgorithm());
        certificate.verify(certificate.getPublicKey());
    }
}
