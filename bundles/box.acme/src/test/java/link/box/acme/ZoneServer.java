package link.box.acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** An authoritative server on loopback (UDP) that answers from a map of {@code name TYPE}, and else with nothing. */
public final class ZoneServer implements AutoCloseable {
    private final Map<String, List<String>> records;
    private final DatagramSocket socket;
    private final int port;

    public ZoneServer(Map<String, List<String>> records) throws SocketException {
        this.records = records;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.port = socket.getLocalPort();
        Thread thread = new Thread(this::serve, "zone server");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] reply = answer(new Message(Arrays.copyOf(buffer, packet.getLength()))).toWire();
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Message answer(Message query) throws IOException {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question, Section.QUESTION);
        Name name = question.getName();
        String key = name.toString(true).toLowerCase(Locale.ROOT) + " " + Type.string(question.getType());
        for (String value : records.getOrDefault(key, List.of())) {
            answer.addRecord(Record.fromString(name, question.getType(), DClass.IN, 1, value, Name.root), Section.ANSWER);
        }
        return answer;
    }
}
