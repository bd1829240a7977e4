package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import link.box.common.kite.Head;
import link.box.common.kite.KiteRequest;
import link.box.common.kite.Malformed;
import link.box.pagekite.Verdict.Kind;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final String KITE = "https:remote.abc.box.test";
    private final Handshake handshake = new Handshake(List.of(KITE), "SECRET");

    @Test
    void first_a_kite_is_asked_for_without_signature() throws Exception {
        KiteRequest asked = asked(handshake.request(""));
        assertEquals(KITE, asked.kite());
        assertEquals(36, asked.bsalt().length());
        assertEquals("", asked.fsalt() + asked.signature());
        assertFalse(handshake.request("").contains("Replace"));
        assertTrue(handshake.request("old").contains("\r\nX-PageKite-Replace: old\r\n"));
    }

    @Test
    void a_challenge_is_answered_on_another_connection_without_a_word_of_addkites() throws Exception {
        KiteRequest asked = asked(handshake.request(""));
        assertEquals(Kind.ANSWER_ANEW,
                verdict("X-PageKite-Features: AddKites\r\nX-PageKite-SignThis: " + asked.signed() + "f1\r\n").kind());
        KiteRequest signed = asked(handshake.signedRequest(""));
        assertEquals("f1", signed.fsalt());
        assertTrue(signed.isSigned("SECRET"));
        assertFalse(handshake.signedRequest("").contains("AddKites"));
    }

    @Test
    void a_frontend_of_ours_is_answered_on_the_same_connection() throws Exception {
        String challenge = asked(handshake.request("")).signed() + "f1";
        String features = "X-PageKite-Features: AddKites\r\nX-PageKite-Features: BoxTunnel\r\n";
        assertEquals(Kind.ANSWER_HERE, verdict(features + "X-PageKite-SignThis: " + challenge + "\r\n").kind());
        assertTrue(asked(handshake.answer()).isSigned("SECRET"));
    }

    @Test
    void verdicts_are_told_apart() throws Exception {
        assertEquals(new Verdict(Kind.FLIES, ""), verdict("X-PageKite-OK: " + KITE + ":salt\r\nX-PageKite-Quota: 5\r\n"));
        assertEquals(new Verdict(Kind.REFUSED, "Rejected (signature)"),
                verdict("X-PageKite-Invalid: " + KITE + ":salt\r\nX-PageKite-Invalid-Why: " + KITE + ":salt;signature\r\n"));
        assertEquals(Kind.HINDERED,
                verdict("X-PageKite-Invalid: " + KITE + ":salt\r\nX-PageKite-Invalid-Why: " + KITE + ":salt;undecided\r\n").kind());
        assertEquals(new Verdict(Kind.HELD, "the frontend holds another tunnel for remote.abc.box.test"),
                verdict("X-PageKite-Duplicate: " + KITE + ":salt\r\n"));
        assertEquals(new Verdict(Kind.REFUSED, "Quota is used up"), verdict("X-PageKite-Quota: 0\r\n"));
        assertEquals(Optional.empty(), handshake.verdict(Head.of("X-PageKite-Misc: motd=\r\n")));
        assertEquals(Optional.empty(), handshake.verdict(Head.of("X-PageKite-OK: https:other.box.test:salt\r\n")));
    }

    @Test
    void of_several_kites_all_have_to_be_fine() throws Exception {
        Handshake two = new Handshake(List.of(KITE, "http:remote.abc.box.test"), "SECRET");
        assertEquals(Optional.empty(), two.verdict(Head.of("X-PageKite-OK: " + KITE + ":salt\r\n")));
        String both = "X-PageKite-OK: " + KITE + ":s\r\nX-PageKite-OK: http:remote.abc.box.test:s\r\n";
        assertEquals(Kind.FLIES, two.verdict(Head.of(both)).orElseThrow().kind());
    }

    @Test
    void nothing_is_signed_but_what_was_asked_for_and_only_once() throws Exception {
        KiteRequest asked = asked(handshake.request(""));
        for (String foreign : List.of("https:other.box.test:" + asked.bsalt() + ":f1", KITE + ":other:f1", "garbage")) {
            assertThrows(Malformed.class, () -> verdict("X-PageKite-SignThis: " + foreign + "\r\n"), foreign);
        }
        verdict("X-PageKite-SignThis: " + asked.signed() + "f1\r\n");
        assertEquals(Kind.HINDERED, verdict("X-PageKite-SignThis: " + asked.signed() + "f2\r\n").kind());
    }

    private Verdict verdict(String lines) throws Malformed {
        return handshake.verdict(Head.of(lines)).orElseThrow();
    }

    private static KiteRequest asked(String request) throws Malformed {
        String line = request.lines().filter(each -> each.startsWith("X-PageKite: ")).findFirst().orElseThrow();
        return KiteRequest.of(line.substring("X-PageKite: ".length()));
    }
}
