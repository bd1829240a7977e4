package link.box.acme.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import link.box.common.dns.Nameserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** One server, asked over UDP and, when the answer does not fit, over TCP. */
class NameserverTest {
    private static final String VALUE = "the-value";

    private DatagramSocket udp;
    private ServerSocket tcp;
    private Nameserver server;

    @BeforeEach
    void listen() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (tcp == null) {
            udp = new DatagramSocket(0, loopback);
            try {
                tcp = new ServerSocket(udp.getLocalPort(), 5, loopback);
            } catch (BindException e) {
                udp.close(); // that port is another's over TCP: try the next
            }
        }
        server = new Nameserver("test", new InetSocketAddress(loopback, udp.getLocalPort()));
    }

    @AfterEach
    void close() throws Exception {
        udp.close();
        tcp.close();
    }

    @Test
    void a_truncated_answer_is_asked_for_again_over_tcp() throws Exception {
        serveUdp(query -> {
            Message answer = reply(query, Rcode.NOERROR);
            answer.getHeader().setFlag(Flags.TC);
            return answer;
        });
        serve("tcp", () -> {
            try (Socket client = tcp.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                Message query = new Message(in.readNBytes(in.readUnsignedShort()));
                byte[] wire = withValue(reply(query, Rcode.NOERROR), query).toWire();
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeShort(wire.length);
                out.write(wire);
                out.flush();
            }
        });
        assertEquals(List.of(VALUE), server.texts("_acme-challenge.abc.box.test"));
    }

    @Test
    void a_value_that_fits_comes_over_udp() throws Exception {
        serveUdp(query -> withValue(reply(query, Rcode.NOERROR), query));
        assertEquals(List.of(VALUE), server.texts("_acme-challenge.abc.box.test"));
    }

    @Test
    void a_name_that_is_not_there_has_no_values() throws Exception {
        serveUdp(query -> reply(query, Rcode.NXDOMAIN));
        assertEquals(List.of(), server.texts("_acme-challenge.abc.box.test"));
    }

    @Test
    void a_server_that_does_not_serve_the_zone_has_not_answered() throws Exception {
        for (int rcode : List.of(Rcode.SERVFAIL, Rcode.REFUSED)) {
            serveUdp(query -> reply(query, rcode));
            IOException e = assertThrows(IOException.class, () -> server.texts("_acme-challenge.abc.box.test"));
            assertEquals(Rcode.string(rcode), e.getMessage());
        }
    }

    private interface Answer {
        Message to(Message query) throws IOException;
    }

    private interface Serving {
        void once() throws IOException;
    }

    private void serveUdp(Answer answer) {
        serve("udp", () -> {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            byte[] wire = answer.to(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
            udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        });
    }

    private static void serve(String name, Serving serving) {
        Thread thread = new Thread(() -> {
            try {
                serving.once();
            } catch (IOException e) {
                // the test is over
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Message reply(Message query, int rcode) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private static Message withValue(Message answer, Message query) throws IOException {
        Name name = query.getQuestion().getName();
        answer.addRecord(Record.fromString(name, Type.TXT, DClass.IN, 1, "\"" + VALUE + "\"", Name.root), Section.ANSWER);
        return answer;
    }
}
