package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import link.box.common.net.ProxyHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port whose connections have to say where they come from. */
@Timeout(30)
class IntroductionTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private final Server server = new Server();
    private final ServerConnector port = new ServerConnector(server, new HttpConnectionFactory());

    @BeforeEach
    void start() throws Exception {
        port.setHost("127.0.0.1");
        port.setIdleTimeout(500);
        server.addConnector(port);
        server.setHandler(new Tells());
        Introductions.ask(port);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void the_source_is_what_the_header_says() throws Exception {
        assertTrue(answer(header("203.0.113.7")).endsWith("from 203.0.113.7"));
        assertTrue(answer(header("2001:db8::1")).endsWith("from [2001:db8:0:0:0:0:0:1]"));
    }

    @Test
    void a_source_that_nobody_knows_is_the_sockets() throws Exception {
        assertTrue(answer(header("unknown")).endsWith("from 127.0.0.1"));
    }

    @Test
    void the_header_may_come_in_parts() throws Exception {
        try (Socket socket = open()) {
            for (byte each : header("203.0.113.7")) {
                socket.getOutputStream().write(each);
                Thread.sleep(5);
            }
            socket.getOutputStream().write(REQUEST.getBytes());
            assertTrue(all(socket).endsWith("from 203.0.113.7"));
        }
    }

    @Test
    void the_request_may_come_with_it() throws Exception {
        try (Socket socket = open()) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(header("203.0.113.7"));
            both.write(REQUEST.getBytes());
            socket.getOutputStream().write(both.toByteArray());
            assertTrue(all(socket).endsWith("from 203.0.113.7"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16030100", "50524f58592054435034203230332e302e3131332e372031302e302e302e31203120320d0a",
        SIGNATURE + "2131000c", SIGNATURE + "2111ffff", SIGNATURE + "21110004cb007107"})
    void without_it_the_connection_is_closed_and_nothing_is_said(String instead) throws Exception {
        assertEquals("", answer(HexFormat.of().parseHex(instead)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 20, 27})
    void who_says_half_of_it_and_waits_is_left(int bytes) throws Exception {
        try (Socket socket = open()) {
            socket.getOutputStream().write(header("203.0.113.7"), 0, bytes);
            assertEquals("", all(socket));
        }
    }

    @Test
    void who_says_half_of_it_and_goes_is_forgotten() throws Exception {
        try (Socket socket = open()) {
            socket.getOutputStream().write(header("203.0.113.7"), 0, 20);
            socket.shutdownOutput();
            assertEquals("", all(socket));
        }
    }

    private String answer(byte[] first) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(first);
            socket.getOutputStream().write(REQUEST.getBytes());
            return all(socket);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", port.getLocalPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** A connection that is closed with something unread is reset, which is an end, too. */
    private static String all(Socket socket) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("it is not closed", e);
        } catch (IOException e) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] header(String address) {
        return ProxyHeader.of(address, "9").bytes().array();
    }

    private static final class Tells extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, "from " + Request.getRemoteAddr(request), callback);
            return true;
        }
    }
}
