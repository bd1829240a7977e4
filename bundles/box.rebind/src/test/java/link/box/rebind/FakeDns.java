package link.box.rebind;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on loopback, for the zone box.test or as a cache of it: it has what a map has at the moment, as {@code name A}. */
public final class FakeDns implements AutoCloseable {
    /** What it is asked, in order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> records;
    private final DatagramSocket socket;
    private volatile boolean filters;
    private volatile Optional<String> version = Optional.empty();

    public FakeDns(Map<String, List<String>> records) throws IOException {
        this.records = records;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "fake dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on it withholds private addresses, as unbound does, or does so no more. */
    public void filter(boolean filters) {
        this.filters = filters;
    }

    /** From now on it says that it is this program. */
    public void version(String program) {
        version = Optional.of(program);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String endpoint() {
        return "127.0.0.1:" + port();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                byte[] wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private Message answer(Message query) throws IOException {
        Name name = query.getQuestion().getName();
        String key = name.toString(true) + " " + Type.string(query.getQuestion().getType());
        asked.add(key);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        if (key.equals("version.bind TXT") && version.isPresent()) {
            answer.addRecord(Record.fromString(name, Type.TXT, DClass.CH, 0, "\"" + version.get() + "\"", Name.root), Section.ANSWER);
            return answer;
        }
        List<String> values = records.get(key);
        if (values == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            answer.addRecord(Record.fromString(Name.fromString("box.test."), Type.SOA, DClass.IN, 5, "ns1 hostmaster 1 1 1 1 5", Name.root),
                    Section.AUTHORITY);
            return answer;
        }
        for (String value : values) {
            if (!filters || !value.startsWith("192.168.")) {
                answer.addRecord(Record.fromString(name, Type.A, DClass.IN, 5, value, Name.root), Section.ANSWER);
            }
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
