package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** Over a socket, to a real Jetty. */
class WholeBodyTest {
    private static final int LIMIT = 10;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WholeBody whole = new WholeBody(LIMIT, Duration.ofMillis(500), WholeBodyTest::echo);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return whole.handle(request, response, callback);
            }
        });
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_body_is_passed_on_whole_however_it_arrives() throws Exception {
        assertEquals("200 GET -", ask("GET / HTTP/1.1\r\n\r\n"));
        assertEquals("200 POST 0123456789", ask("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789"));
        assertEquals("200 POST 0123456789", ask("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n", "01234", "56789"));
        assertEquals("200 POST 01234", ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n01\r\n", "3\r\n234\r\n0\r\n\r\n"));
    }

    @Test
    void one_that_is_too_large_is_not() throws Exception {
        assertEquals("413", ask("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n0"));
        assertEquals("413", ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "6\r\n012345\r\n", "5\r\n01234\r\n"));
    }

    @Test
    void nor_one_that_does_not_come_to_an_end() throws Exception {
        assertEquals("408", ask("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n01234"));
        assertEquals("408", ask("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n"));
    }

    @Test
    void nor_a_malformed_one() throws Exception {
        assertEquals("400", ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "zz\r\n"));
        assertEquals("400", askAndEnd("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n01234"));
    }

    @Test
    void a_failure_behind_it_is_answered() throws Exception {
        assertEquals("500", ask("POST /fails HTTP/1.1\r\nContent-Length: 2\r\n\r\n", "01"));
    }

    private static boolean echo(Request request, Response response, Callback callback) throws IOException {
        if (request.getHttpURI().getPath().equals("/fails")) {
            throw new AssertionError("as planned");
        }
        String body = Content.Source.asString(request);
        Content.Sink.write(response, true, request.getMethod() + " " + (body.isEmpty() ? "-" : body), callback);
        return true;
    }

    private String ask(String head, String... pieces) throws Exception {
        try (Socket socket = connect()) {
            send(socket, head, pieces);
            return answer(socket);
        }
    }

    private String askAndEnd(String head) throws Exception {
        try (Socket socket = connect()) {
            send(socket, head);
            socket.shutdownOutput();
            return answer(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String head, String... pieces) throws IOException {
        String first = head.replaceFirst("\r\n", "\r\nHost: a\r\nConnection: close\r\n");
        socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
        for (String piece : pieces) {
            socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** @return status and body */
    private static String answer(Socket socket) throws IOException {
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int body = all.indexOf("\r\n\r\n") + 4;
        return (all.substring(9, 12) + " " + all.substring(body)).trim();
    }
}
