package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import link.box.common.kite.KiteRequest;
import link.box.common.kite.Limits;
import link.cloud.tunnel.auth.SharedSecret;
import org.junit.jupiter.api.Test;

/** Many Boxes, and limits for those who take too much. */
class CrowdTest {
    private static final int KITES = 1000;

    @Test
    void a_thousand_kites_fly_from_one_frontend() throws Exception {
        List<Socket> boxes = new ArrayList<>();
        try (Frontend frontend = new Frontend(timeless(Frontend.rules("", null, 1100, 0, 2048)))) {
            for (int i = 0; i < KITES; i++) {
                boxes.add(fly(frontend, "remote.b" + i + ".box.test"));
            }
            assertEquals(KITES, frontend.number("tunnel_kites"));
            for (int i = 0; i < KITES; i += 99) {
                try (Socket visitor = frontend.connect("remote.b" + i + ".box.test")) {
                    visitor.getOutputStream().write('x');
                    String head = Frontend.head(boxes.get(i));
                    assertTrue(head.contains("\r\nHost: remote.b" + i + ".box.test\r\n"), head);
                }
            }
            for (Socket box : boxes) {
                box.close();
            }
            Frontend.until("all have landed", () -> frontend.number("tunnel_kites") == 0);
        }
    }

    @Test
    void one_source_cannot_take_all_places() throws Exception {
        try (Frontend frontend = new Frontend(Frontend.rules("", null, 10, 0, 2)); Socket first = frontend.dial();
                Socket second = frontend.dial()) {
            assertTrue(second.isConnected());
            // a connection counts a moment after the system has made it
            Frontend.until("both count", () -> !answers(frontend));
            first.close();
            Frontend.until("there is room again", () -> answers(frontend));
        }
    }

    @Test
    void visitors_take_no_places_of_boxes_and_boxes_none_of_visitors() throws Exception {
        try (Frontend frontend = new Frontend(rules(Limits.ofFrontend(10), 1 << 24, 2, 2)); Echo echo = new Echo();
                TestBox box = new TestBox(frontend.port(), echo.port(), "remote.abc.box.test");
                Socket one = frontend.connect("remote.abc.box.test"); Socket two = frontend.connect("remote.abc.box.test")) {
            assertTrue(assertThrows(IOException.class, () -> frontend.connect("remote.abc.box.test")).getMessage()
                    .startsWith("HTTP/1.1 503 "));
            try (Socket next = fly(frontend, "remote.def.box.test")) {
                assertTrue(assertThrows(IOException.class, () -> fly(frontend, "remote.ghi.box.test")).getMessage()
                        .startsWith("HTTP/1.1 503 "));
                one.close();
                Frontend.until("there is a place again", () -> visits(frontend, "remote.def.box.test"));
            }
            Frontend.until("there is room for a Box again", () -> flies(frontend, "remote.ghi.box.test"));
            assertFalse(box.ended.isDone() || two.isClosed());
        }
    }

    @Test
    void who_says_nothing_keeps_nobody_out_who_does() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (Frontend frontend = new Frontend(rules(Limits.ofFrontend(10), 1 << 24, 2, 2))) {
            for (int i = 0; i < House.UNDECIDED + 200; i++) {
                silent.add(frontend.dial());
            }
            assertEquals(-1, silent.get(0).getInputStream().read());
            try (Socket box = fly(frontend, "remote.abc.box.test"); Socket visitor = frontend.connect("remote.abc.box.test")) {
                assertTrue(box.isConnected() && visitor.isConnected());
            }
            silent.get(House.UNDECIDED + 199).getOutputStream().write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
            assertTrue(Frontend.head(silent.get(House.UNDECIDED + 199)).startsWith("HTTP/1.1 503 "));
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void tunnels_without_a_kite_take_no_places_of_boxes() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (Frontend frontend = new Frontend(rules(Limits.ofFrontend(10), 1 << 24, 2, 2))) {
            for (int i = 0; i < 5; i++) {
                strangers.add(begin(frontend));
            }
            assertEquals(0, frontend.number("tunnel_tunnels"));
            try (Socket one = fly(frontend, "remote.abc.box.test"); Socket two = fly(frontend, "remote.def.box.test")) {
                assertEquals(2, frontend.number("tunnel_kites"));
                assertEquals(2, frontend.number("tunnel_tunnels"));
                assertFalse(one.isClosed() || two.isClosed());
            }
        } finally {
            for (Socket each : strangers) {
                each.close();
            }
        }
    }

    @Test
    void of_too_many_tunnels_without_a_kite_the_oldest_has_to_leave_and_boxes_stay() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (Frontend frontend = new Frontend(timeless(rules(Limits.ofFrontend(10), 1 << 24, 2, 2)));
                Socket box = fly(frontend, "remote.abc.box.test")) {
            for (int i = 0; i < House.UNDECIDED + 100; i++) {
                strangers.add(begin(frontend));
            }
            assertEquals("<end>", Frontend.head(strangers.get(0)));
            try (Socket next = fly(frontend, "remote.def.box.test"); Socket visitor = frontend.connect("remote.abc.box.test")) {
                assertEquals(2, frontend.number("tunnel_kites"));
                assertFalse(box.isClosed() || next.isClosed() || visitor.isClosed());
            }
        } finally {
            for (Socket each : strangers) {
                each.close();
            }
        }
    }

    @Test
    void the_last_place_is_of_the_box_whose_kite_flies_first() throws Exception {
        try (Frontend frontend = new Frontend(rules(Limits.ofFrontend(10), 1 << 24, 1, 2)); Socket slow = frontend.dial()) {
            KiteRequest asked = new KiteRequest("https", "remote.slow.box.test", "0123456789", "", "");
            String answer = Frontend.ask(slow, TestBox.request("X-PageKite-Features: AddKites\r\nX-PageKite: " + asked + "\r\n"));
            String salt = answer.replaceAll("(?s).*SignThis: [^\r]*:([0-9a-f]{36})\r\n.*", "$1");
            try (Socket box = fly(frontend, "remote.abc.box.test")) {
                slow.getOutputStream().write(chunk("NOOP: 1\r\nX-PageKite: " + asked.answer(salt, Frontend.SECRET) + "\r\n\r\n", 1));
                Frontend.until("it is shown out", () -> slow.getInputStream().read() < 0);
                Frontend.until("its kite has landed", () -> frontend.number("tunnel_kites") == 1);
                assertEquals(1, frontend.number("tunnel_tunnels"));
                assertFalse(box.isClosed());
            }
        }
    }

    /** @return a tunnel whose kite nobody has signed yet */
    private static Socket begin(Frontend frontend) throws IOException {
        Socket stranger = frontend.dial();
        String answer = Frontend.ask(stranger, TestBox.request("X-PageKite-Features: AddKites\r\n"
                + "X-PageKite: https:remote.abc.box.test:0123456789::\r\n"));
        if (!answer.contains("\r\nX-PageKite-SignThis: ")) {
            throw new IOException(answer);
        }
        return stranger;
    }

    @Test
    void a_box_has_few_tunnels_whatever_its_names() throws Exception {
        List<Socket> tunnels = new ArrayList<>();
        try (Frontend frontend = new Frontend()) {
            for (int i = 0; i < 4; i++) {
                tunnels.add(fly(frontend, "n" + i + ".abc.box.test"));
            }
            String refused = assertThrows(IOException.class, () -> fly(frontend, "n4.abc.box.test")).getMessage();
            assertTrue(refused.contains("\r\nX-PageKite-Invalid-Why: https:n4.abc.box.test:") && refused.contains(";tunnels\r\n"), refused);
            try (Socket other = fly(frontend, "n4.def.box.test")) {
                assertEquals(5, frontend.number("tunnel_kites"));
            }
            tunnels.get(0).close();
            Frontend.until("there is room again", () -> flies(frontend, "n4.abc.box.test"));
        } finally {
            for (Socket each : tunnels) {
                each.close();
            }
        }
    }

    private static boolean flies(Frontend frontend, String host) {
        try (Socket box = fly(frontend, host)) {
            return box.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean visits(Frontend frontend, String host) {
        try (Socket visitor = frontend.connect(host)) {
            return visitor.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_box_that_is_frozen_is_noticed_and_its_visitors_are_let_go() throws Exception {
        Limits impatient = new Limits(10, 1 << 20, 1 << 22, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
        Rules rules = rules(impatient, 1 << 24);
        try (Frontend frontend = new Frontend(rules); Socket frozen = fly(frontend, "remote.abc.box.test");
                Socket visitor = frontend.connect("remote.abc.box.test")) {
            assertEquals("<end>", Frontend.head(visitor));
            Frontend.until("its kite has landed", () -> frontend.number("tunnel_kites") == 0);
            assertTrue(new String(frozen.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).contains("\r\nPING: "));
        }
    }

    @Test
    void a_box_that_floods_visitors_who_do_not_read_loses_its_tunnel_before_it_has_all_memory() throws Exception {
        Limits wide = new Limits(10, 1 << 28, 1L << 28, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(1));
        Rules rules = rules(wide, 1 << 22);
        try (Frontend frontend = new Frontend(rules); Socket flooding = fly(frontend, "remote.bad.box.test");
                Socket other = fly(frontend, "remote.abc.box.test"); Socket visitor = frontend.connect("remote.bad.box.test")) {
            String sid = Frontend.head(flooding).replaceAll("(?s).*SID: ([^\r]*)\r\n.*", "$1");
            byte[] chunk = chunk("SID: " + sid + "\r\n\r\n", 60_000);
            flood(flooding, chunk);
            Frontend.until("the other flies alone", () -> frontend.number("tunnel_kites") == 1);
            Frontend.until("the memory is free again", () -> frontend.number("tunnel_kept_bytes") == 0);
            assertFalse(visitor.isClosed() || other.isClosed());
            try (Socket next = frontend.connect("remote.abc.box.test")) {
                assertTrue(Frontend.head(other).contains("\r\nRPort: " + next.getLocalPort() + "\r\n"));
            }
        }
    }

    /** Where no time passes: nobody has to leave for being slow, and who is on the way is not asked whether it lives. */
    private static Rules timeless(Rules rules) {
        return new Rules(rules.self(), rules.zone(), rules.tls(), rules.certificateDays(), rules.authorizer(), rules.limits(), rules.kept(),
                rules.bytesPerSecond(), rules.boxes(), rules.connections(), rules.connectionsPerSource(), () -> 0);
    }

    private static Rules rules(Limits limits, long kept) {
        return rules(limits, kept, 100, 100);
    }

    private static Rules rules(Limits limits, long kept, int boxes, int visitors) {
        return new Rules("", "box.test", null, OptionalLong::empty,
                new SharedSecret("box.test", () -> Frontend.SECRET), limits, kept, 0, boxes, visitors, 4000,
                System::nanoTime);
    }

    private static void flood(Socket socket, byte[] chunk) {
        try {
            for (int i = 0; i < 1000; i++) {
                socket.getOutputStream().write(chunk);
            }
        } catch (IOException e) {
            // as it should be
        }
    }

    private static byte[] chunk(String head, int data) {
        byte[] text = (Integer.toHexString(head.length() + data) + "\r\n" + head).getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(text, text.length + data);
    }

    private static boolean answers(Frontend frontend) {
        try {
            return frontend.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").startsWith("HTTP/1.1 503 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket fly(Frontend frontend, String host) throws IOException {
        String signed = TestBox.challenge(frontend.port(), "https", host).answered().toString();
        Socket box = frontend.dial();
        String answer = Frontend.ask(box, TestBox.request("X-PageKite: " + signed + "\r\n"));
        if (!answer.contains("\r\nX-PageKite-OK: ")) {
            throw new IOException(answer);
        }
        return box;
    }
}
