package link.cloud.zone.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsServerTest {
    private static final String BOX = Lab.ID + ".box.test.";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;
    private final AtomicLong nanos = new AtomicLong();
    private ZoneStore store;
    private DnsServer server;
    private Thread thread;

    @BeforeEach
    void open() throws IOException {
        store = Lab.store(directory);
        server = new DnsServer(new InetSocketAddress(LOOPBACK, 0), new Responder(Lab.apex(), store, nanos::get), nanos::get);
        thread = new Thread(server);
        thread.start();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        thread.join(5000);
        assertTrue(!thread.isAlive());
        store.close();
    }

    @Test
    void a_resolver_gets_answers_over_udp_and_tcp() throws IOException {
        SimpleResolver resolver = resolver();
        assertEquals("192.168.1.20", answer(resolver, BOX, Type.A));
        resolver.setTCP(true);
        assertEquals("192.168.1.20", answer(resolver, BOX, Type.A));
    }

    @Test
    void a_resolver_comes_back_over_tcp_for_what_is_too_large() throws IOException {
        Message answer = resolver().send(query("big._acme-challenge." + BOX, Type.TXT));
        assertEquals(8, answer.getSection(Section.ANSWER).size());
    }

    @Test
    void dig_agrees() throws Exception {
        assumeTrue(new java.io.File("/usr/bin/dig").exists(), "SKIPPED: dig is not installed (package dnsutils)");
        assertEquals("192.168.1.20", dig("+short", BOX, "A"));
        assertEquals("192.168.1.20", dig("+short", "+tcp", BOX, "A"));
        assertTrue(dig("+ednsopt=10:0011223344556677", BOX, "A").contains("status: NOERROR"));
        assertTrue(dig("x." + BOX, "A").contains("status: NXDOMAIN"));
        assertTrue(dig("+noednsneg", "+edns=1", BOX, "A").contains("status: BADVERS"));
        assertTrue(dig("+opcode=notify", BOX, "A").contains("status: NOTIMP"));
        assertTrue(dig("example.com", "A").contains("status: REFUSED"));
        assertTrue(dig("+noall", "+answer", "big._acme-challenge." + BOX, "TXT").lines().count() == 8);
        assertTrue(dig("+ignore", "big._acme-challenge." + BOX, "TXT").contains(" tc"));
    }

    @Test
    void queries_in_one_connection_are_all_answered_in_order() throws IOException {
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream all = new DataOutputStream(bytes);
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Message query = query(i % 3 == 0 ? "big._acme-challenge." + BOX : BOX, i % 3 == 0 ? Type.TXT : Type.A);
                ids.add(query.getHeader().getID());
                all.writeShort(query.toWire().length);
                all.write(query.toWire());
            }
            Thread writer = new Thread(() -> write(socket, bytes.toByteArray()));
            writer.start();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int id : ids) {
                assertEquals(id, read(in).getHeader().getID());
            }
        }
    }

    @Test
    void a_query_in_pieces_is_answered() throws IOException {
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
            socket.setTcpNoDelay(true);
            byte[] query = query(BOX, Type.A).toWire();
            socket.getOutputStream().write(0);
            socket.getOutputStream().write(query.length);
            for (byte b : query) {
                socket.getOutputStream().write(b);
            }
            assertEquals(Rcode.NOERROR, read(new DataInputStream(socket.getInputStream())).getRcode());
        }
    }

    @Test
    void a_connection_that_sends_a_response_or_too_much_is_closed() throws IOException {
        Message response = query(BOX, Type.A);
        response.getHeader().setFlag(Flags.QR);
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
            new DataOutputStream(socket.getOutputStream()).writeShort(response.toWire().length);
            socket.getOutputStream().write(response.toWire());
            assertEquals(-1, socket.getInputStream().read());
        }
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
            new DataOutputStream(socket.getOutputStream()).writeShort(5000);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void a_connection_that_only_trickles_ends() throws IOException {
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
            socket.getOutputStream().write(0);
            assertEquals("192.168.1.20", answer(resolver(), BOX, Type.A));
            nanos.addAndGet(Tcp.IDLE + Duration.ofSeconds(2).toNanos());
            socket.setSoTimeout(10_000);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void one_source_has_a_limited_number_of_connections_and_the_others_are_served() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < Tcp.PER_SOURCE; i++) {
            sockets.add(new Socket(LOOPBACK, server.port()));
        }
        try (Socket tooMany = new Socket(LOOPBACK, server.port())) {
            tooMany.setSoTimeout(10_000);
            assertEquals(-1, tooMany.getInputStream().read());
        }
        assertEquals("192.168.1.20", answer(resolver(), BOX, Type.A));
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void responses_are_met_with_silence_over_udp() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            Message response = query(BOX, Type.A);
            response.getHeader().setFlag(Flags.QR);
            Message query = query(BOX, Type.A);
            for (byte[] bytes : List.of(response.toWire(), new byte[5], query.toWire())) {
                socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, server.port()));
            }
            DatagramPacket first = new DatagramPacket(new byte[1500], 1500);
            socket.receive(first);
            assertEquals(query.getHeader().getID(), new Message(java.util.Arrays.copyOf(first.getData(), first.getLength()))
                    .getHeader().getID());
        }
    }

    @Test
    void a_port_that_is_taken_is_an_error() {
        assertThrows(BindException.class, () -> new DnsServer(new InetSocketAddress(LOOPBACK, server.port()), null, nanos::get));
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message read(DataInputStream in) throws IOException {
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        return new Message(answer);
    }

    private SimpleResolver resolver() throws IOException {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(LOOPBACK, server.port()));
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    private static String answer(SimpleResolver resolver, String name, int type) throws IOException {
        return resolver.send(query(name, type)).getSection(Section.ANSWER).get(0).rdataToString();
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private String dig(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", String.valueOf(server.port()), "+time=5", "+tries=2"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return said.strip();
    }
}
