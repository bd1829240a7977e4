package link.cloud.zone.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResponderTest {
    private static final String BOX = Lab.ID + ".box.test.";

    @TempDir
    Path directory;
    private ZoneStore store;
    private Responder responder;
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void open() throws IOException {
        store = Lab.store(directory);
        responder = new Responder(Lab.apex(), store, nanos::get);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void the_apex_has_soa_ns_and_caa() throws IOException {
        Message soa = ask("box.test.", Type.SOA);
        assertEquals(store.serial(), ((SOARecord) answers(soa).get(0)).getSerial());
        assertTrue(soa.getHeader().getFlag(Flags.AA));
        assertEquals("ns1.box.test.", answers(ask("box.test.", Type.NS)).get(0).rdataToString());
        assertEquals("0 issue \"ca.test\"", answers(ask("box.test.", Type.CAA)).get(0).rdataToString());
        assertEquals("192.0.2.53", answers(ask("ns1.box.test.", Type.A)).get(0).rdataToString());
    }

    @Test
    void the_serial_grows_with_an_edit() throws IOException {
        long before = ((SOARecord) answers(ask("box.test.", Type.SOA)).get(0)).getSerial();
        store.apply(Lab.ID, now -> Changes.of(List.of(new RecordSet("c", RecordType.A, 60, List.of("10.0.0.3")))));
        assertEquals(before + 1, ((SOARecord) answers(ask("box.test.", Type.SOA)).get(0)).getSerial());
        assertEquals("10.0.0.3", answers(ask("c." + BOX, Type.A)).get(0).rdataToString());
    }

    @Test
    void every_type_is_answered() throws IOException {
        assertEquals("192.168.1.20", answers(ask(BOX, Type.A)).get(0).rdataToString());
        assertEquals("fd00:0:0:0:0:0:0:1", answers(ask("a." + BOX, Type.AAAA)).get(0).rdataToString());
        assertEquals("0 issue \"letsencrypt.org\"", answers(ask(BOX, Type.CAA)).get(0).rdataToString());
        assertEquals(List.of("one", "tw\\\"o\\\\"),
                answers(ask("_acme-challenge." + BOX, Type.TXT)).stream().map(Record::rdataToString).sorted().toList());
        assertEquals("fe.link.test.", answers(ask("remote." + BOX, Type.A)).get(0).rdataToString());
        assertEquals("fe.link.test.", answers(ask("remote." + BOX, Type.CNAME)).get(0).rdataToString());
    }

    @Test
    void what_is_not_there_is_denied_with_the_soa_and_its_negative_ttl() throws IOException {
        Message noName = ask("x." + BOX, Type.A);
        assertEquals(Rcode.NXDOMAIN, noName.getRcode());
        assertEquals(Lab.NEGATIVE, denial(noName).getTTL());
        assertEquals(Lab.NEGATIVE, denial(noName).getMinimum());
        assertEquals("box.test.", denial(noName).getName().toString());
        Message noData = ask(BOX, Type.AAAA);
        assertEquals(Rcode.NOERROR, noData.getRcode());
        assertNotNull(denial(noData));
        assertEquals(Rcode.NXDOMAIN, ask("f".repeat(40) + ".box.test.", Type.A).getRcode());
    }

    @Test
    void a_name_that_only_has_something_below_it_exists() throws IOException {
        assertEquals(Rcode.NOERROR, ask("b." + BOX, Type.A).getRcode());
        assertEquals(Rcode.NOERROR, ask("below.b." + BOX, Type.A).getRcode());
        assertEquals(Rcode.NXDOMAIN, ask("elow.b." + BOX, Type.A).getRcode());
        store.apply(Lab.ID, now -> Changes.of(List.of(RecordSet.none("", RecordType.A), RecordSet.none("", RecordType.CAA))));
        assertEquals(Rcode.NOERROR, ask(BOX, Type.A).getRcode());
    }

    @Test
    void a_dot_inside_a_label_is_no_boundary() throws IOException {
        assertEquals(Rcode.NXDOMAIN, ask("below\\.b." + BOX, Type.A).getRcode());
        assertEquals(Rcode.NXDOMAIN, ask("b\\." + Lab.ID + ".box.test.", Type.A).getRcode());
    }

    @Test
    void the_case_of_the_question_is_kept() throws IOException {
        Name name = Name.fromString("_AcMe-ChAlLeNgE." + Lab.ID.toUpperCase() + ".BoX.tEsT.");
        Message answer = ask(Message.newQuery(Record.newRecord(name, Type.TXT, DClass.IN)));
        assertEquals(name.toString(), answer.getQuestion().getName().toString());
        assertEquals(2, answers(answer).size());
        assertEquals(name.toString(), answers(answer).get(0).getName().toString());
    }

    @Test
    void other_zones_classes_and_transfers_are_refused() throws IOException {
        for (Record question : List.of(question("example.com.", Type.A, DClass.IN), question(".", Type.NS, DClass.IN),
                question("xbox.test.", Type.A, DClass.IN), question("box.test.", Type.A, DClass.CH),
                question("box.test.", Type.AXFR, DClass.IN), question("box.test.", Type.IXFR, DClass.IN))) {
            Message answer = ask(Message.newQuery(question));
            assertEquals(Rcode.REFUSED, answer.getRcode(), question.toString());
            assertFalse(answer.getHeader().getFlag(Flags.AA));
        }
    }

    @Test
    void there_is_no_recursion() throws IOException {
        Message answer = ask(BOX, Type.A);
        assertTrue(answer.getHeader().getFlag(Flags.RD));
        assertFalse(answer.getHeader().getFlag(Flags.RA));
    }

    @Test
    void any_is_answered_with_little() throws IOException {
        assertEquals("\"RFC8482\" \"\"", answers(ask(BOX, Type.ANY)).get(0).rdataToString());
        assertEquals(Rcode.NXDOMAIN, ask("x." + BOX, Type.ANY).getRcode());
    }

    @Test
    void other_operations_are_not_implemented() throws IOException {
        for (int opcode : List.of(Opcode.IQUERY, Opcode.STATUS, Opcode.NOTIFY, Opcode.UPDATE, 15)) {
            Message query = Message.newQuery(question(BOX, Type.A, DClass.IN));
            query.getHeader().setOpcode(opcode);
            Message answer = ask(query);
            assertEquals(Rcode.NOTIMP, answer.getRcode());
            assertEquals(opcode, answer.getHeader().getOpcode());
            assertEquals(query.getHeader().getID(), answer.getHeader().getID());
        }
    }

    @Test
    void large_texts_are_truncated_for_udp_whatever_the_asker_can_take() throws IOException {
        store.apply(Lab.ID, now -> Changes.of(List.of(new RecordSet("big._acme-challenge", RecordType.TXT, 60,
                List.of("1".repeat(250), "2".repeat(250), "3".repeat(250))))));
        Record question = question("big._acme-challenge." + BOX, Type.TXT, DClass.IN);
        Message edns = Message.newQuery(question);
        edns.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        for (Message query : List.of(Message.newQuery(question), edns)) {
            byte[] small = responder.answer(query.toWire(), true);
            assertTrue(small.length <= 512, small.length + " bytes");
            assertTrue(new Message(small).getHeader().getFlag(Flags.TC));
            assertEquals(question.getName(), new Message(small).getQuestion().getName());
            assertEquals(query == edns, new Message(small).getOPT() != null);
        }
        Message tcp = new Message(responder.answer(edns.toWire(), false));
        assertFalse(tcp.getHeader().getFlag(Flags.TC));
        assertEquals(3, answers(tcp).size());
    }

    @Test
    void other_large_answers_are_truncated_for_udp_to_what_the_asker_can_take() throws IOException {
        store.apply(Lab.ID, now -> Changes.of(List.of(new RecordSet("", RecordType.A, 60,
                IntStream.range(0, 50).mapToObj(i -> "10.0.0." + i).toList()))));
        Record question = question(BOX, Type.A, DClass.IN);
        byte[] small = responder.answer(Message.newQuery(question).toWire(), true);
        assertTrue(small.length <= 512);
        assertTrue(new Message(small).getHeader().getFlag(Flags.TC));
        Message edns = Message.newQuery(question);
        edns.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        byte[] whole = responder.answer(edns.toWire(), true);
        assertTrue(whole.length > 512 && whole.length <= Responder.UDP_SIZE, whole.length + " bytes");
        assertEquals(50, answers(new Message(whole)).size());
    }

    @Test
    void edns_is_spoken_and_other_versions_are_refused() throws IOException {
        assertNull(ask(BOX, Type.A).getOPT());
        Message query = Message.newQuery(question(BOX, Type.A, DClass.IN));
        query.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);
        OPTRecord answer = ask(query).getOPT();
        assertEquals(0, answer.getVersion());
        assertEquals(Responder.UDP_SIZE, answer.getPayloadSize());
        Message later = Message.newQuery(question(BOX, Type.A, DClass.IN));
        later.addRecord(new OPTRecord(1400, 0, 1), Section.ADDITIONAL);
        Message refused = ask(later);
        assertEquals(Rcode.BADVERS, refused.getRcode());
        assertEquals(0, answers(refused).size());
    }

    @Test
    void two_opt_records_or_two_questions_or_none_are_malformed() throws IOException {
        Message twice = Message.newQuery(question(BOX, Type.A, DClass.IN));
        twice.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);
        twice.addRecord(new OPTRecord(1500, 0, 0), Section.ADDITIONAL);
        assertEquals(Rcode.FORMERR, ask(twice).getRcode());
        Message questions = Message.newQuery(question(BOX, Type.A, DClass.IN));
        questions.addRecord(question(BOX, Type.TXT, DClass.IN), Section.QUESTION);
        assertEquals(Rcode.FORMERR, ask(questions).getRcode());
        assertEquals(Rcode.FORMERR, ask(new Message(7)).getRcode());
    }

    @Test
    void responses_and_fragments_are_met_with_silence() throws IOException {
        Message response = Message.newQuery(question(BOX, Type.A, DClass.IN));
        response.getHeader().setFlag(Flags.QR);
        assertNull(responder.answer(response.toWire(), true));
        assertNull(responder.answer(new byte[11], true));
        assertNull(responder.answer(new byte[0], false));
    }

    @Test
    void junk_with_a_header_is_malformed() throws IOException {
        byte[] junk = Message.newQuery(question(BOX, Type.A, DClass.IN)).toWire();
        byte[] cut = java.util.Arrays.copyOf(junk, junk.length - 3);
        assertArrayEquals(new byte[] {junk[0], junk[1], (byte) 0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0}, responder.answer(cut, true));
    }

    @Test
    void no_mutated_query_gets_anything_but_an_answer_or_silence() throws IOException {
        Random random = new Random(4711);
        Message seed = Message.newQuery(question("_acme-challenge." + BOX, Type.TXT, DClass.IN));
        seed.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);
        byte[] query = seed.toWire();
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = i % 4 == 0 ? random(random) : mutate(query, random);
            byte[] answer = responder.answer(packet, i % 2 == 0);
            boolean silence = packet.length < 12 || (packet[2] & 0x80) != 0;
            assertEquals(silence, answer == null, () -> java.util.HexFormat.of().formatHex(packet));
            if (answer != null) {
                Message message = new Message(answer);
                assertTrue(message.getHeader().getFlag(Flags.QR));
                assertTrue(message.getRcode() != Rcode.SERVFAIL, () -> java.util.HexFormat.of().formatHex(packet));
                assertTrue(i % 2 == 1 || answer.length <= Responder.UDP_SIZE);
            }
        }
    }

    private static byte[] random(Random random) {
        byte[] packet = new byte[random.nextInt(80)];
        random.nextBytes(packet);
        return packet;
    }

    private static byte[] mutate(byte[] query, Random random) {
        byte[] packet = java.util.Arrays.copyOf(query, random.nextInt(5) == 0 ? random.nextInt(query.length + 20) : query.length);
        for (int i = random.nextInt(4); i >= 0 && packet.length > 0; i--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        return packet;
    }

    private static SOARecord denial(Message answer) {
        assertTrue(answers(answer).isEmpty());
        return (SOARecord) answer.getSection(Section.AUTHORITY).get(0);
    }

    private static List<Record> answers(Message answer) {
        return answer.getSection(Section.ANSWER);
    }

    private static Record question(String name, int type, int dclass) throws IOException {
        return Record.newRecord(Name.fromString(name), type, dclass);
    }

    private Message ask(String name, int type) throws IOException {
        return ask(Message.newQuery(question(name, type, DClass.IN)));
    }

    private Message ask(Message query) throws IOException {
        return new Message(responder.answer(query.toWire(), true));
    }
}
