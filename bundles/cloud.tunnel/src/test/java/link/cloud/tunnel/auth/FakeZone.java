package link.cloud.tunnel.auth;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** A DNS server on loopback that does with each answer what the test wants, over UDP and TCP. */
final class FakeZone implements AutoCloseable {
    /** What was asked, {@code udp} or {@code tcp} in front. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final UnaryOperator<Message> overUdp;

    /** @param overUdp what becomes of an answer over UDP; null: it is lost */
    FakeZone(String address, UnaryOperator<Message> overUdp) throws IOException {
        this.overUdp = overUdp;
        this.tcp = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        this.udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
        start(() -> datagram(address));
        start(() -> connection(address));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    }

    static Message empty(Message answer, int rcode) {
        answer.removeAllRecords(Section.ANSWER);
        answer.getHeader().setRcode(rcode);
        return answer;
    }

    static Message ofAResolver(Message answer) {
        answer.getHeader().unsetFlag(Flags.AA);
        return answer;
    }

    static Message truncated(Message answer) {
        answer.removeAllRecords(Section.ANSWER);
        answer.getHeader().setFlag(Flags.TC);
        return answer;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                while (!tcp.isClosed()) {
                    step.run();
                }
            } catch (IOException e) {
                close();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void datagram(String address) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        udp.receive(packet);
        Message answer = overUdp.apply(answer("udp ", address, new Message(Arrays.copyOf(packet.getData(), packet.getLength()))));
        if (answer != null) {
            byte[] bytes = answer.toWire();
            udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
    }

    private void connection(String address) throws IOException {
        try (Socket socket = tcp.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] bytes = answer("tcp ", address, new Message(in.readNBytes(in.readUnsignedShort()))).toWire();
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(bytes.length);
            out.write(bytes);
        }
    }

    private Message answer(String way, String address, Message query) throws IOException {
        asked.add(way + query.getQuestion().getName().toString(true));
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        answer.addRecord(new ARecord(query.getQuestion().getName(), DClass.IN, 0, InetAddress.getByName(address)), Section.ANSWER);
        return answer;
    }

    @Override
    public void close() {
        try (tcp; udp) {
            asked.add("closed");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
