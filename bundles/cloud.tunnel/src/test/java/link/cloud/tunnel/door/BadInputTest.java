package link.cloud.tunnel.door;

import static link.cloud.tunnel.door.Frontend.until;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import link.cloud.tunnel.hello.Hellos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no honest client sends: it ends with its reason, and a Box and its visitor beside it do not notice. */
class BadInputTest {
    private static final String HOST = "remote.abc.box.test";
    private static final int CONNECTIONS = Boolean.getBoolean("box.long") ? 20_000 : 300;

    private Frontend frontend;
    private Echo echo;
    private TestBox box;
    private Socket visitor;

    @BeforeEach
    void begin() throws Exception {
        frontend = new Frontend();
        echo = new Echo();
        box = new TestBox(frontend.port(), echo.port(), HOST);
        visitor = frontend.connect(HOST);
    }

    @AfterEach
    void the_others_live() throws Exception {
        Bytes.echo(visitor, 10_000);
        visitor.close();
        box.close();
        frontend.close();
        echo.close();
    }

    @Test
    void tls_that_leads_nowhere_is_told_why() throws Exception {
        assertArrayEquals(alert(109), answer(Hellos.real(null)));
        assertArrayEquals(alert(112), answer(Hellos.real("nobody.box.test")));
        assertArrayEquals(alert(22), answer(new byte[] {22, 3, 1, 0x40, 1, 1, 0, 0, 0}));
        assertArrayEquals(alert(10), answer(new byte[] {22, 3, 1, 0, 4, 2}));
        byte[] endless = Arrays.copyOf(new byte[] {22, 3, 1, 0x40, 0, 1, 0, 0x3f, (byte) 0xff}, 17_000);
        assertArrayEquals(alert(22), answer(endless));
    }

    @Test
    void a_hello_in_single_bytes_is_led_to_its_box() throws Exception {
        byte[] hello = Hellos.real(HOST);
        try (Socket slow = frontend.dial()) {
            slow.setTcpNoDelay(true);
            for (byte each : hello) {
                slow.getOutputStream().write(each);
            }
            assertArrayEquals(hello, slow.getInputStream().readNBytes(hello.length));
        }
    }

    @Test
    void http_that_is_none_is_refused() throws Exception {
        for (String bad : new String[] {"\r\n\r\n", "GET\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(101) + "\r\n", "GET /" + "x".repeat(9000), "x".repeat(20_000)}) {
            assertTrue(frontend.ask(bad).startsWith("HTTP/1.1 400 "), bad.substring(0, Math.min(20, bad.length())));
        }
        assertTrue(frontend.ask("CONNECT " + HOST + ":22 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403 "));
        assertTrue(frontend.ask("CONNECT 127.0.0.1:443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 "));
    }

    @Test
    void who_does_not_say_what_he_wants_is_shown_out_after_ten_seconds() throws Exception {
        long begun = System.nanoTime();
        try (Socket silent = frontend.dial(); Socket trickling = frontend.dial()) {
            Thread drip = new Thread(() -> drip(trickling));
            drip.setDaemon(true);
            drip.start();
            assertEquals("<end>", Frontend.head(silent));
            assertEquals("<end>", Frontend.head(trickling));
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(millis > 9000 && millis < 19_000, millis + " ms");
        assertEquals(2, frontend.number("tunnel_refused_total{reason=\"slow\"}"));
    }

    @Test
    void a_box_that_breaks_the_protocol_loses_its_tunnel() throws Exception {
        for (String bad : new String[] {"FFFFFFFF\r\n", "-1\r\n", "xyz\r\n", "0\r\n\r\n", "10\r\nSID: 1\r\nno end  ", "5Z3\r\nabc"}) {
            try (Socket broken = frontend.dial()) {
                String signed = TestBox.challenge(frontend.port(), "https", "remote.bad.box.test").answered().toString();
                assertTrue(Frontend.ask(broken, TestBox.request("X-PageKite: " + signed + "\r\n")).contains("-OK"));
                broken.getOutputStream().write(ascii(bad));
                assertEquals("<end>", Frontend.head(broken), bad);
            }
            until("its kite has landed", () -> frontend.number("tunnel_kites") == 1);
        }
    }

    @Test
    void a_box_that_opens_streams_or_speaks_of_unknown_ones_gets_nothing_but_their_end() throws Exception {
        try (Socket odd = frontend.dial()) {
            String signed = TestBox.challenge(frontend.port(), "https", "remote.odd.box.test").answered().toString();
            assertTrue(Frontend.ask(odd, TestBox.request("X-PageKite: " + signed + "\r\n")).contains("-OK"));
            for (String head : new String[] {"SID: a\r\n\r\nhello", "SID: b\r\nProto: https\r\nHost: x\r\n\r\nhello"}) {
                odd.getOutputStream().write(ascii(Integer.toHexString(head.length()) + "\r\n" + head));
                String answer = Frontend.head(odd);
                assertTrue(answer.contains("EOF: 1WR"), answer);
            }
            assertEquals(1, frontend.number("tunnel_streams"));
        }
    }

    @Test
    void a_box_that_asks_for_too_many_kites_is_shown_out() throws Exception {
        String many = "X-PageKite: https:a.box.test:0123456789::\r\n".repeat(Tunnel.MOST_REQUESTS + 1);
        assertEquals("<end>", frontend.ask(TestBox.request(many)));
    }

    @Test
    void a_tunnel_without_kites_ends() throws Exception {
        try (Socket idle = frontend.dial()) {
            assertTrue(Frontend.ask(idle, TestBox.request("X-PageKite-Features: AddKites\r\n")).startsWith("HTTP/1.1 200 "));
            assertEquals("<end>", Frontend.head(idle));
            assertEquals(1, frontend.number("tunnel_tunnels"));
        }
    }

    @Test
    void no_first_bytes_break_anything() throws Exception {
        Random random = new Random(42);
        byte[][] kept = {Hellos.real(HOST), Hellos.real("b.box.test"), ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            ascii("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n"), ascii(TestBox.request("X-PageKite: https:a.box.test:0123456789::\r\n"))};
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] bytes = kept[random.nextInt(kept.length)].clone();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(Math.min(60, bytes.length))] = (byte) random.nextInt(256);
            }
            try (Socket odd = frontend.dial()) {
                odd.getOutputStream().write(bytes);
                odd.shutdownOutput();
                odd.getInputStream().read(new byte[64]);
            } catch (IOException e) {
                // shown out
            }
        }
        until("none of their streams is left", () -> frontend.number("tunnel_streams") == 1);
    }

    private static byte[] alert(int code) {
        return new byte[] {21, 3, 3, 0, 2, 2, (byte) code};
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] answer(byte[] sent) throws IOException {
        try (Socket socket = frontend.dial()) {
            socket.getOutputStream().write(sent);
            return socket.getInputStream().readAllBytes();
        }
    }

    private static void drip(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write('G');
                Thread.sleep(500);
            }
        } catch (IOException | InterruptedException e) {
            // shown out
        }
    }
}
