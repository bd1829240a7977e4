package link.cloud.zone.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import link.cloud.zone.kite.Signed;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class KiteRecordsTest {
    private static final String SECRET = "5".repeat(64);
    private static final String GRANTED = "255.255.254.255";
    private static final String REFUSED = "255.255.255.1";
    private static final String OURS = Signed.question(SECRET, "https", "remote." + Lab.ID + ".box.test") + ".kite.box.test.";

    /** Bytes of such a record, in an answer. */
    private static final int SOA = 80;

    @TempDir
    Path directory;
    private final AtomicLong nanos = new AtomicLong(-5);
    private ZoneStore store;
    private Responder responder;

    @BeforeEach
    void open() throws IOException {
        store = Lab.store(directory);
        store.apply(Lab.ID, now -> Changes.of(new KiteSecret(SECRET)));
        responder = new Responder(Lab.apex(), store, nanos::get);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void what_is_signed_is_granted_whatever_the_case_of_the_question_and_not_to_be_kept() throws IOException {
        for (String name : List.of(OURS, OURS.toUpperCase(Locale.ROOT))) {
            Record answer = ask(name, Type.A, true).getSection(Section.ANSWER).get(0);
            assertEquals(GRANTED, answer.rdataToString());
            assertEquals(0, answer.getTTL());
            assertEquals(name, answer.getName().toString());
        }
    }

    @Test
    void all_else_is_refused_with_an_address_and_never_with_silence_unknown_or_no_such_name() throws IOException {
        for (String name : List.of(OURS.replace("remote", "local"), "x.kite.box.test.", "remote\\." + OURS, OURS.substring(3),
                Signed.question(SECRET, "https", "remote." + "f".repeat(40) + ".box.test") + ".kite.box.test.",
                Signed.question(SECRET, "https", "example.com") + ".kite.box.test.")) {
            assertEquals(REFUSED, ask(name, Type.A, true).getSection(Section.ANSWER).get(0).rdataToString(), name);
        }
    }

    @Test
    void other_types_and_the_suffix_have_no_data() throws IOException {
        for (Message answer : List.of(ask(OURS, Type.AAAA, true), ask("kite.box.test.", Type.A, true),
                ask("KITE.box.test.", Type.NS, true))) {
            assertEquals(Rcode.NOERROR, answer.getRcode());
            assertEquals(List.of(), answer.getSection(Section.ANSWER));
            assertEquals(1, answer.getSection(Section.AUTHORITY).size());
        }
    }

    @Test
    void the_secret_is_served_under_no_name() throws IOException {
        for (String name : List.of(Lab.ID + ".box.test.", "kite." + Lab.ID + ".box.test.", OURS, "kite.box.test.")) {
            for (int type : List.of(Type.ANY, Type.TXT, Type.A)) {
                assertFalse(ask(name, type, false).toString().contains(SECRET), name);
            }
        }
    }

    @Test
    void a_flood_is_sent_to_TCP_until_the_second_is_over() throws IOException {
        for (int i = 0; i < Responder.KITES; i++) {
            assertFalse(ask(OURS, Type.A, true).getHeader().getFlag(Flags.TC));
        }
        Message late = ask(OURS, Type.A, true);
        assertTrue(late.getHeader().getFlag(Flags.TC));
        assertEquals(List.of(), late.getSection(Section.ANSWER));
        assertEquals(GRANTED, ask(OURS, Type.A, false).getSection(Section.ANSWER).get(0).rdataToString());
        assertFalse(ask(Lab.ID + ".box.test.", Type.A, true).getHeader().getFlag(Flags.TC), "names of Boxes are no matter of it");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(GRANTED, ask(OURS, Type.A, true).getSection(Section.ANSWER).get(0).rdataToString());
    }

    @Test
    void an_answer_is_no_more_than_16_bytes_larger_than_its_question_and_other_types_get_one_SOA() throws IOException {
        for (int type : List.of(Type.A, Type.AAAA, Type.TXT, Type.ANY, Type.NS, Type.SOA, Type.CNAME, Type.MX)) {
            byte[] query = query(OURS, type).toWire();
            int more = responder.answer(query, true).length - query.length;
            assertTrue(more <= (type == Type.A ? 16 : SOA), Type.string(type) + ": " + more + " bytes more");
        }
    }

    @Test
    void a_flood_for_any_type_is_sent_to_TCP() throws IOException {
        for (int i = 0; i < Responder.KITES; i++) {
            ask(OURS, i % 2 == 0 ? Type.AAAA : Type.TXT, true);
        }
        assertTrue(ask(OURS, Type.AAAA, true).getHeader().getFlag(Flags.TC));
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private Message ask(String name, int type, boolean udp) throws IOException {
        return new Message(responder.answer(query(name, type).toWire(), udp));
    }
}
