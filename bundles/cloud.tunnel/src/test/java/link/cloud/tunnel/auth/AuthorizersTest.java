package link.cloud.tunnel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import link.box.common.kite.KiteRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class AuthorizersTest {
    private static final String SALT = "0123456789abcdef0123456789abcdef0123";

    /** What the zone's server answers: an address, a response code's name, or nothing. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private DatagramSocket server;
    private ZoneAuthority authority;

    @BeforeEach
    void begin() throws Exception {
        server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::serve, "zone");
        thread.setDaemon(true);
        thread.start();
        authority = new ZoneAuthority("box.test", (InetSocketAddress) server.getLocalSocketAddress());
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void the_zones_server_says_who_may_fly() {
        assertEquals(Verdict.GOOD, asked("255.255.254.255"));
        assertEquals(Verdict.GOOD, asked("0.0.0.1"));
        assertEquals(Verdict.QUOTA, asked("0.0.0.0"));
        assertEquals(Verdict.FORGED, asked("255.255.255.1"));
        assertEquals(Verdict.FORGED, asked("255.255.255.255"));
        assertEquals(Verdict.UNKNOWN, asked("255.255.255.0"));
    }

    @Test
    void without_an_answer_no_kite_flies() {
        assertEquals(Verdict.UNDECIDED, asked("NXDOMAIN"));
        assertEquals(Verdict.UNDECIDED, asked("SERVFAIL"));
        assertEquals(Verdict.UNDECIDED, asked("NOERROR"));
        assertEquals(Verdict.UNDECIDED, asked("silence"));
    }

    @Test
    void it_is_not_asked_about_other_zones_and_names_that_are_too_long() {
        assertEquals(Verdict.UNKNOWN, verdict(authority, request("a.other.test", "x")));
        assertEquals(Verdict.UNKNOWN, verdict(authority, request("box.test", "x")));
        assertEquals(Verdict.UNKNOWN, verdict(authority, request("a".repeat(60) + "." + "b".repeat(60) + ".box.test", "x")));
    }

    @Test
    void one_secret_is_good_below_its_name() {
        Authorizer shared = new SharedSecret("old.test", () -> "SECRET");
        assertEquals(Verdict.GOOD, verdict(shared, request("a.old.test", "SECRET")));
        assertEquals(Verdict.FORGED, verdict(shared, request("a.old.test", "OTHER")));
        assertEquals(Verdict.UNKNOWN, verdict(shared, request("a.box.test", "SECRET")));
        assertEquals(Verdict.UNKNOWN, verdict(shared, request("old.test", "SECRET")));
        assertEquals(Verdict.UNKNOWN, verdict(shared, request("aold.test", "SECRET")));
        assertEquals(Verdict.UNKNOWN, verdict(new SharedSecret("old.test", () -> ""), request("a.old.test", "")));
    }

    @Test
    void what_one_does_not_find_good_the_other_is_asked_about() {
        Authorizer both = new SharedSecret("old.test", () -> "SECRET").or(authority);
        KiteRequest own = request("remote.abc.box.test", "OWN");
        answers.put(question(own), "255.255.254.255");
        assertEquals(Verdict.GOOD, verdict(both, own));
        assertEquals(Verdict.GOOD, verdict(both, request("a.old.test", "SECRET")));
        assertEquals(Verdict.FORGED, verdict(both, request("a.old.test", "WRONG")));
        assertEquals(Verdict.UNKNOWN, verdict(both, request("a.third.test", "SECRET")));
    }

    private Verdict asked(String answer) {
        KiteRequest request = request("remote.abc.box.test", "OWN");
        answers.put(question(request), answer);
        return verdict(authority, request);
    }

    private static Verdict verdict(Authorizer authorizer, KiteRequest request) {
        return authorizer.judge(request).toCompletableFuture().join();
    }

    private static KiteRequest request(String host, String secret) {
        return new KiteRequest("https", host, SALT, "", "").answer(SALT, secret);
    }

    private static String question(KiteRequest request) {
        return SALT + "." + SALT + "." + request.signature() + ".https." + request.domain() + ".kite.box.test.";
    }

    private void serve() {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[512], 512);
            while (true) {
                server.receive(packet);
                byte[] wire = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, wire, 0, wire.length);
                Message answer = new Message(wire);
                String what = answers.getOrDefault(answer.getQuestion().getName().toString(), "REFUSED");
                if (!what.equals("silence")) {
                    byte[] bytes = answered(answer, what).toWire();
                    server.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static Message answered(Message message, String what) throws IOException {
        message.getHeader().setFlag(Flags.QR);
        if (what.matches("[0-9.]+")) {
            message.addRecord(new ARecord(message.getQuestion().getName(), DClass.IN, 0, InetAddress.getByName(what)), Section.ANSWER);
        } else {
            message.getHeader().setRcode(Rcode.value(what));
        }
        return message;
    }
}
