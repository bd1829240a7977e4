package link.cloud.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Who may keep a connection, and how long. */
class ConnectionsTest extends OnTheWire {
    @Test
    void a_connection_that_asks_nothing_in_a_minute_is_ended() throws Exception {
        SSLSocket silent = connect(zone, null);
        SSLSocket trickling = connect(zone, null);
        trickling.getOutputStream().write("GET /x HT".getBytes(StandardCharsets.US_ASCII));
        worker.advance(Duration.ofSeconds(5));
        SSLSocket asking = connect(zone, null);
        assertEquals("/zone/x 0", request(asking, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n").body());
        for (int i = 0; i < 11; i++) {
            worker.advance(Duration.ofSeconds(5));
            assertEquals("/zone/x 0", request(asking, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n").body());
        }
        worker.advance(Duration.ofSeconds(5));
        assertEnded(silent);
        assertEnded(trickling);
        assertEquals("/zone/x 0", request(asking, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n").body());
    }

    @Test
    void one_source_cannot_take_all_places() throws Exception {
        List<SSLSocket> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(connect(zone, null));
        }
        assertThrows(IOException.class, () -> get(zone, "/x", null));
        assertEquals("/app/ 0", get(app, "/", null).body());
        for (SSLSocket socket : held) {
            assertEquals("/zone/x 0", request(socket, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").body());
            socket.close();
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), this::getUntilServed);
    }

    /** The server counts an end a moment after the client sees it. */
    private void getUntilServed() throws Exception {
        while (true) {
            try {
                assertEquals("/zone/x 0", get(zone, "/x", null).body());
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void slow_bodies_hold_no_thread() throws Exception {
        for (int port : new int[] {zone, registration}) {
            for (int i = 0; i < 4; i++) {
                connect(port, null).getOutputStream().write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\na".getBytes(
                        StandardCharsets.US_ASCII));
            }
        }
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertEquals("/app/ 0", get(app, "/", null).body()));
    }

    @Test
    void a_large_body_is_refused() throws Exception {
        assertEquals(413, request(connect(app, null), "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n").status());
    }

    @Test
    void old_tls_is_not_spoken() throws Exception {
        SSLSocket socket = (SSLSocket) context(null).getSocketFactory().createSocket();
        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", app));
        assertThrows(IOException.class, socket::startHandshake);
    }
}
