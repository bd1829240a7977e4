package link.cloud.zone.dns;

import java.io.IOException;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS message that is at least a question of ours to look at. */
record Query(Header header, Record question, OPTRecord edns) {
    private static final int HEADER = 12;
    private static final int QR = 0x80;
    private static final int OPCODE = 3;
    private static final int OPCODES = 0xf;

    /** @return whether there is a header, and it is no response: everything else is met with silence, or two servers could talk forever */
    static boolean deservesAnswer(byte[] packet) {
        return packet.length >= HEADER && (packet[2] & QR) == 0;
    }

    static int opcode(byte[] packet) {
        return packet[2] >> OPCODE & OPCODES;
    }

    /** @throws IOException it is malformed */
    static Query parse(byte[] packet) throws IOException {
        Message message = message(packet);
        List<Record> questions = message.getSection(Section.QUESTION);
        List<Record> edns = message.getSection(Section.ADDITIONAL).stream().filter(each -> each.getType() == Type.OPT).toList();
        if (questions.size() != 1 || edns.size() > 1 || edns.stream().anyMatch(each -> !each.getName().equals(Name.root))) {
            throw new IOException("not one question, or OPT is wrong");
        }
        return new Query(message.getHeader(), questions.get(0), edns.isEmpty() ? null : (OPTRecord) edns.get(0));
    }

    private static Message message(byte[] packet) throws IOException {
        try {
            return new Message(packet);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    Name name() {
        return question.getName();
    }

    int type() {
        return question.getType();
    }

    boolean internet() {
        return question.getDClass() == DClass.IN;
    }

    /** @return whether it asks for the whole zone */
    boolean transfer() {
        return type() == Type.AXFR || type() == Type.IXFR;
    }

    static boolean isQuery(byte[] packet) {
        return opcode(packet) == Opcode.QUERY;
    }
}
