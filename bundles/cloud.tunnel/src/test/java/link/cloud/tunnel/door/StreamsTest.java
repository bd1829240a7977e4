package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import link.box.common.kite.Opening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors and the Box that they come to, over real sockets. */
class StreamsTest {
    private static final String HOST = "remote.abc.box.test";

    @TempDir
    Path folder;

    @Test
    void a_visitor_speaks_tls_with_the_box_which_learns_where_it_came_from() throws Exception {
        TlsName name = new TlsName(folder, HOST);
        try (Frontend frontend = new Frontend(); Echo echo = name.echo(); TestBox box = new TestBox(frontend.port(), echo.port(), HOST);
                SSLSocket visitor = name.dial(frontend.dial())) {
            Bytes.echo(visitor, 10_000_000);
            assertEquals(List.of(new Opening("https", HOST, "443", "127.0.0.1", Integer.toString(visitor.getLocalPort()))), box.openings);
        }
    }

    @Test
    void what_a_visitor_has_to_say_after_its_last_byte_arrives_both_ways() throws Exception {
        try (Frontend frontend = new Frontend(); Echo echo = new Echo(); TestBox box = new TestBox(frontend.port(), echo.port(), HOST);
                Socket visitor = frontend.connect(HOST)) {
            byte[] sent = new byte[300_000];
            visitor.getOutputStream().write(sent);
            visitor.shutdownOutput();
            assertEquals(sent.length, visitor.getInputStream().readAllBytes().length);
            Frontend.until("the stream is over", () -> frontend.number("tunnel_streams") == 0);
        }
    }

    @Test
    void a_thousand_streams_live_side_by_side() throws Exception {
        try (Frontend frontend = new Frontend(); Echo echo = new Echo(); TestBox box = new TestBox(frontend.port(), echo.port(), HOST)) {
            List<Socket> visitors = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                visitors.add(frontend.connect(HOST));
            }
            for (int i = 0; i < 1000; i++) {
                Bytes.echo(visitors.get(i), 5000 + i);
            }
            assertEquals(1000, frontend.number("tunnel_streams"));
            for (Socket visitor : visitors) {
                visitor.close();
            }
            Frontend.until("all streams are over", () -> frontend.number("tunnel_streams") == 0);
        }
    }

    @Test
    void one_stream_too_many_is_sent_away_and_the_others_live() throws Exception {
        try (Frontend frontend = new Frontend(Frontend.rules("", null, 2, 0, 2048)); Echo echo = new Echo();
                TestBox box = new TestBox(frontend.port(), echo.port(), HOST); Socket first = frontend.connect(HOST);
                Socket second = frontend.connect(HOST)) {
            IOException refused = assertThrows(IOException.class, () -> frontend.connect(HOST));
            assertTrue(refused.getMessage().startsWith("HTTP/1.1 503 "), refused.getMessage());
            Bytes.echo(first, 1000);
            Bytes.echo(second, 1000);
        }
    }

    @Test
    void a_stream_that_nobody_reads_does_not_stop_another() throws Exception {
        try (Frontend frontend = new Frontend(); Echo echo = new Echo(); TestBox box = new TestBox(frontend.port(), echo.port(), HOST);
                Socket stalled = frontend.connect(HOST); Socket lively = frontend.connect(HOST)) {
            Thread writer = new Thread(() -> fill(stalled));
            writer.setDaemon(true);
            writer.start();
            Bytes.echo(lively, 5_000_000);
        }
    }

    @Test
    void a_tunnel_is_held_to_its_rate_both_ways() throws Exception {
        try (Frontend frontend = new Frontend(Frontend.rules("", null, 10, 200_000, 2048)); Echo echo = new Echo();
                TestBox box = new TestBox(frontend.port(), echo.port(), HOST); Socket visitor = frontend.connect(HOST)) {
            long begun = System.nanoTime();
            Bytes.echo(visitor, 600_000);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertTrue(millis > 1500, "600 KB in " + millis + " ms");
            for (String direction : new String[] {"to_box", "from_box"}) {
                long passed = frontend.number("tunnel_bytes_total{direction=\"" + direction + "\"}");
                assertTrue(passed > 600_000 && passed < 700_000, passed + " bytes " + direction);
            }
        }
    }

    private static void fill(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[50_000_000]);
        } catch (IOException e) {
            // the test is over
        }
    }
}
