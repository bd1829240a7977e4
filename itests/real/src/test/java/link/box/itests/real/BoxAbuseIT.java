package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes in at home and through the tunnel, and no client should send. */
class BoxAbuseIT {
    private static final int SECOND = 1_000;
    private static Lab lab;
    private static Watch watch;
    private static String main;
    private static Web visitor;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("box-abuse", LabOptions.usual());
        lab.box().start();
        watch = new Watch(lab, lab.theBox());
        watch.servesCertificate();
        main = watch.main();
        visitor = lab.visitor();
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

    /** The pages, at home and outside, and the control socket. */
    private static void answersWithinASecond() throws Exception {
        long begin = System.nanoTime();
        assertEquals(200, visitor.get("https://" + main + ":" + lab.boxPort() + "/assets/box.css").statusCode());
        assertEquals(204, visitor.get("https://remote." + main + ":" + lab.theBox().tunnelPort() + "/ping").statusCode());
        assertEquals(main, watch.main());
        long millis = Watch.millisSince(begin);
        assertTrue(millis < 3 * SECOND, "three answers took " + millis + " ms");
    }

    private static List<Pressure> ports() {
        long pid = lab.box().program().pid();
        return List.of(new Pressure(lab.boxPort(), main, "/session/login", pid),
                new Pressure(lab.theBox().tunnelPort(), "remote." + main, "/session/login", pid));
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
    void a_long_path_is_refused_without_a_word_in_the_log() throws Exception {
        for (int length : new int[] {300, 1_000, 4_000, 15_000}) {
            for (Pressure port : ports()) {
                assertTrue(List.of(400, 421).contains(port.get("evil.example", "/" + "a".repeat(length - 1))), "length " + length);
            }
        }
        saysNothingOfFaults();
    }

    @Test
    void malformed_forms_are_refused_without_a_word_in_the_log() throws Exception {
        for (Pressure port : ports()) {
            // a refusal may be lost with the connection while the client still sends
            port.malformedForms().forEach((what, status) -> assertTrue(status == 0 || status >= 400 && status < 500, what + ": " + status));
        }
        saysNothingOfFaults();
    }

    /** What strangers can cause at will must not fill the log. */
    private static void saysNothingOfFaults() throws IOException {
        List<String> faults = lab.box().program().output().lines()
                .filter(line -> line.matches("\\s+at [\\w.$/]+\\(.*|.*\\b(ERROR|WARN)\\b.*(Exception|Error)\\b.*")).limit(5).toList();
        assertEquals(List.of(), faults);
    }

    @Test
    void slow_clients_keep_nobody_out() throws Exception {
        for (Pressure port : ports()) {
            port.keepsNoThread(() -> port.slowly(BoxAbuseIT::answersWithinASecond));
        }
    }

    @Test
    void slow_forms_through_the_tunnel_keep_nobody_at_home_out() throws Exception {
        Pressure tunnel = new Pressure(lab.theBox().tunnelPort(), "remote." + main, "/session/login", lab.box().program().pid());
        tunnel.keepsNoThread(() -> tunnel.slowBodies(BoxAbuseIT::homeAnswersWithinTwoSeconds));
        saysNothingOfFaults();
    }

    private static void homeAnswersWithinTwoSeconds() throws Exception {
        String home = "https://" + main + ":" + lab.boxPort();
        long begin = System.nanoTime();
        assertEquals(204, visitor.get(home + "/ping").statusCode());
        assertTrue(List.of(200, 303).contains(visitor.get(home + "/login").statusCode()));
        long millis = Watch.millisSince(begin);
        assertTrue(millis < 2 * SECOND, "two answers took " + millis + " ms");
    }

    @Test
    void silent_clients_of_the_control_socket_keep_nobody_out() throws Exception {
        ports().get(0).keepsNoThread(BoxAbuseIT::askSilently);
    }

    private static void askSilently() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(lab.box().data().resolve("control")));
            channel.write(ByteBuffer.wrap("sta".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            silent.add(channel);
        }
        assertEquals(main, watch.main());
        for (SocketChannel each : silent) {
            each.close();
        }
    }
}
