package link.box.rebind;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The zone box.test at 127.0.0.1:5301, with the records of a map. */
final class RebinderZone implements Runnable {
    private final Map<String, List<String>> records;
    private final DatagramSocket socket;
    private final Name zone = Name.fromConstantString("box.test.");

    RebinderZone(Map<String, List<String>> records) throws IOException {
        this.records = records;
        this.socket = new DatagramSocket(5301, InetAddress.getLoopbackAddress());
    }

    @Override
    public void run() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                byte[] wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            System.err.println("the zone ends: " + e);
        }
    }

    private Message answer(Message query) throws IOException {
        Record question = query.getQuestion();
        Name name = question.getName();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question, Section.QUESTION);
        String host = name.toString(true).toLowerCase(java.util.Locale.ROOT);
        List<String> values = question.getType() == Type.A ? records.getOrDefault(host + " A", List.of()) : List.of();
        for (String value : values) {
            answer.addRecord(Record.fromString(name, Type.A, DClass.IN, 60, value, Name.root), Section.ANSWER);
        }
        if (name.equals(zone) && question.getType() == Type.NS) {
            answer.addRecord(Record.fromString(zone, Type.NS, DClass.IN, 60, "ns1.box.test.", Name.root), Section.ANSWER);
        } else if (values.isEmpty()) {
            boolean exists = records.keySet().stream().anyMatch(each -> each.startsWith(host + " ") || each.contains("." + host + " "))
                    || zone.subdomain(name) || host.equals("id.box.test");
            answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
            answer.addRecord(Record.fromString(zone, Type.SOA, DClass.IN, 5, "ns1.box.test. h.box.test. 1 60 60 60 5", Name.root), Section.AUTHORITY);
        }
        return answer;
    }
}
