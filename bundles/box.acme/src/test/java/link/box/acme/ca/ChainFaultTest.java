package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;

class ChainFaultTest {
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    /** When certificates of {@link Made} begin. */
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Made CERTIFICATE = Made.authority("CA").issueUntil(END, "abc.box.test", "*.abc.box.test");

    private final X509Certificate leaf = CERTIFICATE.chain().get(0);
    private final PublicKey key = leaf.getPublicKey();

    @Test
    void what_was_ordered_has_none() {
        assertEquals(Optional.empty(), Chains.fault(CERTIFICATE.chain(), List.of("*.abc.box.test", "abc.box.test"), key));
    }

    @Test
    void an_empty_chain_is_one() {
        assertEquals(Optional.of("the chain is empty"), Chains.fault(List.of(), List.of("abc.box.test"), key));
    }

    @Test
    void a_name_that_is_missing_is_one() {
        assertEquals(Optional.of("it is for [abc.box.test, *.abc.box.test] and not for [other.box.test]"),
                Chains.fault(CERTIFICATE.chain(), List.of("other.box.test"), key));
        assertEquals(Optional.of("it is for [] and not for [abc.box.test]"),
                Chains.fault(Made.authority("no names").chain(), List.of("abc.box.test"), key));
    }

    @Test
    void names_may_be_written_in_capitals() {
        Made loud = Made.authority("CA").issue("ABC.box.test");
        assertEquals(Optional.empty(), Chains.fault(loud.chain(), List.of("abc.box.test"), loud.chain().get(0).getPublicKey()));
    }

    @Test
    void another_key_is_one() {
        assertEquals(Optional.of("it is for another key"), Chains.fault(CERTIFICATE.chain(), List.of("abc.box.test"),
                CERTIFICATE.chain().get(1).getPublicKey()));
    }

    @Test
    void it_is_untimely_from_its_end_on() {
        assertEquals(Optional.empty(), Chains.untimely(leaf, END.minusSeconds(1)));
        assertEquals(Optional.of("it ended 2027-01-01T00:00:00Z"), Chains.untimely(leaf, END));
    }

    @Test
    void before_its_begin_five_minutes_are_forgiven() {
        assertEquals(Optional.empty(), Chains.untimely(leaf, BEGIN.minusSeconds(300)));
        assertEquals(Optional.of("it begins only 2020-01-01T00:00:00Z"), Chains.untimely(leaf, BEGIN.minusSeconds(301)));
    }
}
