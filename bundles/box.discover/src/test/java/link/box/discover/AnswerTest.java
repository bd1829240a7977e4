package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

class AnswerTest {
    private static final int ID = 4711;

    @Test
    void a_responders_answer_is_a_claim() throws Exception {
        List<Claim> claims = Answer.read(message(1).toWire(), sender(), ID);
        assertEquals(List.of("box-0.local"), claims.stream().map(Claim::host).toList());
        assertEquals("192.168.1.20", claims.get(0).address().getHostAddress());
        assertEquals(8443, claims.get(0).port());
        assertEquals("a".repeat(52), claims.get(0).id());
    }

    @Test
    void an_answer_to_another_question_is_none_and_neither_is_a_question() throws Exception {
        assertTrue(Answer.read(message(1).toWire(), sender(), ID + 1).isEmpty());
        Message question = message(1);
        question.getHeader().unsetFlag(Flags.QR);
        assertTrue(Answer.read(question.toWire(), sender(), ID).isEmpty());
    }

    @Test
    void one_datagram_holds_sixteen_boxes_at_most() throws Exception {
        assertEquals(16, Answer.read(message(40).toWire(), sender(), ID).size());
    }

    @Test
    void an_answer_that_is_cut_or_garbled_anywhere_does_no_harm() throws Exception {
        byte[] whole = message(2).toWire();
        Random random = new Random(2026);
        for (int length = 0; length < whole.length; length++) {
            assertTrue(Answer.read(Arrays.copyOf(whole, length), sender(), ID).isEmpty(), "cut at " + length);
            byte[] garbled = whole.clone();
            garbled[length] = (byte) random.nextInt();
            assertTrue(Answer.read(garbled, sender(), ID).size() <= 2);
        }
    }

    private static Message message(int boxes) throws Exception {
        Message message = new Message(ID);
        message.getHeader().setFlag(Flags.QR);
        for (int i = 0; i < boxes; i++) {
            Name instance = Name.fromString("Box\\032" + i, Question.BOXES);
            Name host = Name.fromString("box-" + i + ".local.");
            message.addRecord(new PTRRecord(Question.BOXES, DClass.IN, 120, instance), Section.ANSWER);
            message.addRecord(new SRVRecord(instance, DClass.IN, 120, 0, 0, 8443, host), Section.ADDITIONAL);
            List<String> text = List.of("id=" + "a".repeat(52), "FP=" + "0".repeat(64));
            message.addRecord(new TXTRecord(instance, DClass.IN, 120, text), Section.ADDITIONAL);
            message.addRecord(new ARecord(host, DClass.IN, 120, InetAddress.getByName("192.168.1.20")), Section.ADDITIONAL);
        }
        return message;
    }

    private static InetAddress sender() throws Exception {
        return InetAddress.getByName("192.168.1.99");
    }
}
