package link.cloud.tunnel.door;

import static link.cloud.tunnel.door.Frontend.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Box whose kite is away for a moment, as it updates what holds its tunnel, loses no visitor. */
@Timeout(120)
class AwayTest {
    private static final String HOST = "remote.abc.box.test";

    private Frontend frontend;
    private Echo echo;

    @BeforeEach
    void start() throws IOException {
        frontend = new Frontend();
        echo = new Echo();
    }

    @AfterEach
    void stop() throws IOException {
        frontend.close();
        echo.close();
    }

    @Test
    void who_comes_meanwhile_is_led_to_the_next_tunnel() throws Exception {
        land();
        CompletableFuture<Socket> visitor = visitor();
        until("it waits", () -> frontend.number("tunnel_waiting") == 1);
        assertFalse(visitor.isDone());
        try (TestBox next = new TestBox(frontend.port(), echo.port(), HOST); Socket socket = visitor.get(20, TimeUnit.SECONDS)) {
            Bytes.echo(socket, 1000);
            assertEquals(1, next.openings.size());
        }
        assertEquals(0, frontend.number("tunnel_waiting"));
    }

    @Test
    void who_has_waited_in_vain_is_sent_away() throws Exception {
        land();
        long begin = System.nanoTime();
        String answer = frontend.ask("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis >= 1900, millis + " ms");
        until("it is forgotten", this::refusedAtOnce);
    }

    @Test
    void a_visitor_who_does_not_wait_is_no_stream_of_the_next_tunnel() throws Exception {
        land();
        try (Socket impatient = frontend.dial()) {
            impatient.getOutputStream().write(("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n").getBytes());
            until("it waits", () -> frontend.number("tunnel_waiting") == 1);
        }
        try (TestBox next = new TestBox(frontend.port(), echo.port(), HOST); Socket socket = frontend.connect(HOST)) {
            Bytes.echo(socket, 1000);
            until("one stream is left", () -> frontend.number("tunnel_streams") == 1);
            assertTrue(next.openings.size() <= 2);
        }
    }

    @Test
    void a_tunnel_that_lands_takes_nobody_in_and_goes_on_serving() throws Exception {
        try (TestBox first = new TestBox(frontend.port(), echo.port(), HOST); Socket inside = frontend.connect(HOST)) {
            first.say("X-Box-Lands: 1\r\n");
            until("it has landed", () -> frontend.number("tunnel_kites") == 0);
            CompletableFuture<Socket> visitor = visitor();
            Bytes.echo(inside, 1000);
            try (TestBox next = new TestBox(frontend.port(), echo.port(), HOST); Socket socket = visitor.get(20, TimeUnit.SECONDS)) {
                Bytes.echo(socket, 1000);
                assertEquals(1, next.openings.size());
                assertEquals(1, first.openings.size());
                first.close();
                until("the old tunnel has gone", () -> frontend.number("tunnel_tunnels") == 1);
                assertEquals(1, frontend.number("tunnel_kites"));
            }
        }
    }

    private void land() throws Exception {
        new TestBox(frontend.port(), echo.port(), HOST).close();
        until("it has landed", () -> frontend.number("tunnel_kites") == 0);
    }

    private boolean refusedAtOnce() throws IOException {
        long begin = System.nanoTime();
        return frontend.ask("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 ")
                && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1);
    }

    private CompletableFuture<Socket> visitor() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return frontend.connect(HOST);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
