package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final KiteRequest ASKED = new KiteRequest("https", "remote.abc.box.test", "b".repeat(36), "", "");

    @Test
    void an_answer_to_a_challenge_fits_its_secret_and_no_other() throws Exception {
        KiteRequest answer = KiteRequest.of(ASKED.answer("f".repeat(36), "SECRET").toString());
        assertEquals("https:remote.abc.box.test:" + "b".repeat(36) + ":" + "f".repeat(36), answer.signed());
        assertEquals(36, answer.signature().length());
        assertTrue(answer.isSigned("SECRET"));
        assertFalse(answer.isSigned("SECRETS"));
        assertNotEquals(answer.signature(), ASKED.answer("f".repeat(36), "SECRET").signature());
    }

    @Test
    void a_signature_is_for_one_kite_and_one_challenge() {
        KiteRequest answer = ASKED.answer("f1", "SECRET");
        assertFalse(new KiteRequest("https", "remote.xyz.box.test", answer.bsalt(), "f1", answer.signature()).isSigned("SECRET"));
        assertFalse(new KiteRequest("http", answer.domain(), answer.bsalt(), "f1", answer.signature()).isSigned("SECRET"));
        assertFalse(new KiteRequest("https", answer.domain(), answer.bsalt(), "f2", answer.signature()).isSigned("SECRET"));
        assertFalse(new KiteRequest("https", answer.domain(), answer.bsalt(), "f1", "").isSigned("SECRET"));
    }

    @Test
    void what_has_another_form_is_no_kite() throws Exception {
        for (String bad : List.of("", "https", "https:x", "https:x:y", "https::b:f:s", "HTTPS:x:b:f:s", "https:x/y:b:f:s",
                "https:x:b:f:s:t",
                "https:x:" + "b".repeat(37) + ":f:s", "https:" + "x".repeat(254) + ":b:f:s", "https:x:b:f:s\r\n", "https-:x:b:f:s")) {
            assertThrows(Malformed.class, () -> KiteRequest.of(bad), bad);
        }
        assertEquals("http-8080:*.box.test", KiteRequest.of("http-8080:*.box.test::").kite());
    }
}
