package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import link.box.common.tls.Pem;
import link.box.lab.Dns;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The far side is open to the internet: whatever comes in gets an error of its kind, takes nobody's place and loses nothing. */
class CloudAbuseIT {
    private static final int SECOND = 1_000;
    private static final int PACKETS = 2_000;
    private static final int OVER_TCP = 70;
    private static Lab lab;
    private static Writer known;
    private static Web visitor;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("cloud-abuse", LabOptions.usual());
        lab.cloud().start();
        lab.awaitCloud();
        visitor = lab.visitor();
        known = new Writer("known");
        known.put(0, "10.1.2.3");
        for (int i = 0; i < 20; i++) {
            answersWithinASecond();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    /** A client of the zone API with a certificate, and so a zone, of its own. */
    private static final class Writer {
        private final KeyManager[] keys;
        private final Web client;
        private final String id;
        private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
        private final Map<String, String> tried = new ConcurrentHashMap<>();

        Writer(String name) throws Exception {
            lab.ca().issue(lab.file(name + ".pem"), lab.file(name + ".key"), name);
            keys = LabTls.keys(Files.readString(lab.file(name + ".key")) + Files.readString(lab.file(name + ".pem")));
            client = new Web(lab.roots(), keys);
            byte[] der = Pem.certificates(lab.file(name + ".pem")).get(0).getEncoded();
            id = java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(der));
        }

        String name(int number) {
            return "n" + number + "." + id + ".box.test";
        }

        int put(int number, String address) throws Exception {
            tried.put(name(number), address);
            int status = client.send("PATCH", lab.zoneServer() + "/v2/" + id, "{\"rrsets\":[{\"name\":\"" + name(number)
                    + "\",\"type\":\"A\",\"ttl\":60,\"values\":[\"" + address + "\"]}]}").statusCode();
            if (status == 200) {
                acknowledged.put(name(number), address);
            }
            return status;
        }
    }

    /** All three listeners and the DNS server. */
    private static void answersWithinASecond() throws Exception {
        long begin = System.nanoTime();
        assertEquals(List.of("10.1.2.3"), new Dns(lab.dnsPort()).values(known.name(0), "A"));
        assertEquals(200, visitor.get(lab.app() + "/").statusCode());
        assertEquals(200, visitor.get(lab.registration() + "/ping").statusCode());
        assertEquals(200, known.client.get(lab.zoneServer() + "/v2/" + known.id).statusCode());
        long millis = Watch.millisSince(begin);
        assertTrue(millis < 4 * SECOND, "four answers took " + millis + " ms");
    }

    private static List<Pressure> ports() {
        long pid = lab.cloud().program().pid();
        int registration = URI.create(lab.registration()).getPort();
        return List.of(new Pressure(registration, Lab.REGISTRATION, "/v2/announce", pid),
                new Pressure(registration, Lab.REGISTRATION, "/register", pid),
                new Pressure(URI.create(lab.zoneServer()).getPort(), "zone.link.test", "/v1/dns/test/box/" + known.id, pid, known.keys),
                new Pressure(URI.create(lab.app()).getPort(), Lab.APP, "/", pid));
    }

    @Test
    void malformed_HTTP_and_JSON_get_an_error_of_their_kind() throws Exception {
        for (Pressure port : ports()) {
            Labs.say("%s", port.malformed());
            port.keepsNoThread(() -> {
                port.malformed().forEach((what, status) -> assertTrue(status == 0 || status >= 400 && status < 500, what + ": " + status));
                answersWithinASecond();
            });
        }
    }

    @Test
    void slow_clients_keep_nobody_out() throws Exception {
        for (Pressure port : ports()) {
            port.keepsNoThread(() -> port.slowly(CloudAbuseIT::answersWithinASecond));
        }
    }

    @Test
    void random_and_mutated_DNS_packets_change_nothing() throws Exception {
        Random random = new Random(53);
        ports().get(0).keepsNoThread(() -> sendNonsense(random));
        assertTrue(lab.cloud().program().alive());
    }

    private static void sendNonsense(Random random) throws Exception {
        byte[] query = query(known.name(0));
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < PACKETS; i++) {
                byte[] packet = mutated(query, random);
                socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), lab.dnsPort()));
            }
        }
        answersWithinASecond();
        List<Socket> halfOpen = new ArrayList<>();
        for (int i = 0; i < OVER_TCP; i++) {
            overTcp(mutated(query, random), random, halfOpen);
        }
        answersWithinASecond();
        for (Socket each : halfOpen) {
            each.close();
        }
    }

    /** One of ten promises more than it sends, and stays. */
    private static void overTcp(byte[] packet, Random random, List<Socket> halfOpen) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.dnsPort());
        boolean stays = random.nextInt(10) == 0;
        try {
            OutputStream out = socket.getOutputStream();
            int promised = stays ? packet.length + 50 : packet.length;
            out.write(ByteBuffer.allocate(2 + packet.length).putShort((short) promised).put(packet).array());
            out.flush();
        } catch (IOException e) {
            stays = false; // refused: as good as any answer
        }
        if (stays) {
            halfOpen.add(socket);
        } else {
            socket.close();
        }
    }

    private static byte[] query(String name) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(512).putShort((short) 4711).putShort((short) 0x0100).putShort((short) 1)
                .putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.")) {
            packet.put((byte) label.length()).put(label.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        packet.put((byte) 0).putShort((short) 1).putShort((short) 1);
        byte[] bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        return bytes;
    }

    private static byte[] mutated(byte[] query, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] packet = java.util.Arrays.copyOf(query, 12 + random.nextInt(query.length + 20));
        for (int i = random.nextInt(6); i > 0; i--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        return packet;
    }

    @Test
    void an_acknowledged_edit_survives_a_kill() throws Exception {
        Random random = new Random(9);
        List<Writer> writers = List.of(new Writer("w0"), new Writer("w1"), new Writer("w2"), new Writer("w3"));
        for (int round = 0; round < 3; round++) {
            killDuringEdits(writers, round, 300 + random.nextInt(1_200));
            lab.cloud().start();
            lab.awaitCloud();
            Dns dns = new Dns(lab.dnsPort());
            int checked = 0;
            for (Writer writer : writers) {
                for (Map.Entry<String, String> each : writer.acknowledged.entrySet()) {
                    List<String> served = dns.values(each.getKey(), "A");
                    String tried = writer.tried.get(each.getKey());
                    assertTrue(served.equals(List.of(each.getValue())) || served.equals(List.of(tried)),
                            each.getKey() + ": acknowledged " + each.getValue() + ", tried " + tried + ", served " + served);
                    checked++;
                }
            }
            assertTrue(checked > writers.size(), "edits were made");
            Labs.say("kill %d: %d acknowledged records of %d writers are served", round + 1, checked, writers.size());
        }
        answersWithinASecond();
    }

    private static void killDuringEdits(List<Writer> writers, int round, int millis) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<Thread> threads = new ArrayList<>();
        for (Writer writer : writers) {
            Thread thread = new Thread(() -> edit(writer, round, over, statuses), "writer");
            thread.start();
            threads.add(thread);
        }
        Thread.sleep(millis);
        lab.cloud().kill();
        over.set(true);
        for (Thread each : threads) {
            each.join();
        }
        assertEquals(java.util.Set.of(200), statuses.keySet());
    }

    private static void edit(Writer writer, int round, AtomicBoolean over, Map<Integer, Integer> statuses) {
        try {
            for (int i = 0; !over.get(); i++) {
                int status = writer.put(i % 30, "10." + (round + 1) + "." + i / 250 % 250 + "." + (i % 250 + 1));
                synchronized (statuses) {
                    statuses.merge(status, 1, Integer::sum);
                }
            }
        } catch (Exception e) {
            return; // the server is gone, as planned
        }
    }
}
