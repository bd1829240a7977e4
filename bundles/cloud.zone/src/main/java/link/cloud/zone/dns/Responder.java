package link.cloud.zone.dns;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.cloud.zone.store.ZoneStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers DNS queries about the zone, and about nothing else. Does not block; thread-safe. */
public final class Responder {
    /** The largest UDP message that is sent and asked for: fits into every path (RFC 9715). */
    public static final int UDP_SIZE = 1232;
    private static final int PLAIN_UDP_SIZE = 512;
    private static final int EXTENDED = 4;
    /** Questions about kites over UDP in a second: all Boxes of an image whose frontend has restarted, within ten. */
    static final int KITES = 1000;
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final ZoneData zone;
    private final Allowance kites;

    /** @param nanos a clock that never jumps, in nanoseconds */
    public Responder(Apex apex, ZoneStore store, LongSupplier nanos) {
        this.zone = new ZoneData(apex, store);
        this.kites = new Allowance(KITES, nanos);
    }

    /**
     * @param packet the query
     * @param udp whether the answer has to fit into a datagram
     * @return the answer, or null if silence is it
     */
    public byte[] answer(byte[] packet, boolean udp) {
        if (!Query.deservesAnswer(packet)) {
            return null;
        }
        if (!Query.isQuery(packet)) {
            return bare(packet, Rcode.NOTIMP);
        }
        try {
            Query query = Query.parse(packet);
            return answer(query, udp).toWire(size(query, udp));
        } catch (IOException e) {
            return bare(packet, Rcode.FORMERR);
        } catch (RuntimeException e) {
            LOG.error("cannot answer a query: {}", e.toString());
            return bare(packet, Rcode.SERVFAIL);
        }
    }

    /** TXT and CAA are what strangers can make large: that is not sent to an address that the asker may have forged. */
    private static int size(Query query, boolean udp) {
        if (!udp) {
            return Message.MAXLENGTH;
        }
        if (query.type() == Type.TXT || query.type() == Type.CAA) {
            return PLAIN_UDP_SIZE;
        }
        return query.edns() == null ? PLAIN_UDP_SIZE : Math.max(PLAIN_UDP_SIZE, Math.min(UDP_SIZE, query.edns().getPayloadSize()));
    }

    private Message answer(Query query, boolean udp) {
        Message message = frame(query.header());
        message.addRecord(query.question(), Section.QUESTION);
        int rcode = query.edns() != null && query.edns().getVersion() > 0 ? Rcode.BADVERS : fill(message, query, udp);
        message.getHeader().setRcode(rcode & ((1 << EXTENDED) - 1));
        if (query.edns() != null) {
            int dnssecOk = query.edns().getFlags() & ExtendedFlags.DO;
            message.addRecord(new OPTRecord(UDP_SIZE, rcode >> EXTENDED, 0, dnssecOk), Section.ADDITIONAL);
        }
        return message;
    }

    private int fill(Message message, Query query, boolean udp) {
        if (!query.internet() || query.transfer() || !zone.holds(query.name())) {
            return Rcode.REFUSED;
        }
        message.getHeader().setFlag(Flags.AA);
        if (udp && zone.isAboutKite(query.name()) && !kites.take()) {
            message.getHeader().setFlag(Flags.TC); // who has asked comes over TCP; who has forged an address does not
            return Rcode.NOERROR;
        }
        Optional<List<Record>> records = zone.find(query.name());
        List<Record> answers = records.map(all -> choose(all, query)).orElse(List.of());
        answers.forEach(answer -> message.addRecord(answer, Section.ANSWER));
        if (answers.isEmpty()) {
            message.addRecord(zone.soa(), Section.AUTHORITY);
        }
        return records.isPresent() ? Rcode.NOERROR : Rcode.NXDOMAIN;
    }

    private static List<Record> choose(List<Record> all, Query query) {
        if (query.type() == Type.ANY && !all.isEmpty()) {
            return List.of(new HINFORecord(query.name(), DClass.IN, Apex.TTL, "RFC8482", ""));
        }
        return all.stream().filter(each -> each.getType() == query.type() || each.getType() == Type.CNAME).toList();
    }

    private static Message frame(Header query) {
        Message message = new Message(query.getID());
        message.getHeader().setFlag(Flags.QR);
        if (query.getFlag(Flags.RD)) {
            message.getHeader().setFlag(Flags.RD);
        }
        return message;
    }

    /** A header alone: identifier, operation and "recursion desired" as asked. */
    private static byte[] bare(byte[] packet, int rcode) {
        byte[] answer = new byte[12];
        answer[0] = packet[0];
        answer[1] = packet[1];
        answer[2] = (byte) (0x80 | packet[2] & 0x79);
        answer[3] = (byte) rcode;
        return answer;
    }
}
