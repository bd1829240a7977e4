package link.cloud.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import link.box.api.work.Trouble;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.TrustAll;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsConnectorTest {
    @TempDir
    Path directory;
    private final ManualWorker worker = new ManualWorker();
    private final Server felix = new Server();
    private final Made first = Made.selfSigned("cloud.test");
    private Registry registry;
    private int zone;
    private int registration;
    private int app;
    private Connector anchor;

    @BeforeEach
    void start() throws Exception {
        registry = new Registry("link.cloud.https", directory);
        zone = free();
        registration = free();
        app = free();
        felix.setHandler(new Echo());
        felix.start();
        write(first);
        HttpsConnector connector = new HttpsConnector(registry.context(), worker, config());
        worker.run();
        anchor = connector.createConnector(felix);
        felix.addConnector(anchor);
        anchor.start();
    }

    @AfterEach
    void stop() throws Exception {
        anchor.stop();
        felix.stop();
    }

    @Test
    void each_listener_reaches_its_own_context() throws Exception {
        assertEquals("/zone/v2/x 0", get(zone, "/v2/x", null).body());
        assertEquals("/registration/ping 0", get(registration, "/ping", null).body());
        assertEquals("/app/ 0", get(app, "/", null).body());
        assertEquals("/app/zone/v2/x?q=1 0", get(app, "/zone/v2/x?q=1", null).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../zone/x", "/x/../y", "/./x", "//zone/x", "/x//y", "/%2e%2e/zone", "/x%2fy", "/..;/zone", "/x;a=b", "/x\\..\\y",
        "/x%00", "/x y", "*", "zone/x", "/x/..", "/%zone"})
    void an_ambiguous_path_reaches_nothing(String path) throws Exception {
        assertEquals(400, get(app, path, null).status());
    }

    @Test
    void a_long_path_reaches_nothing() throws Exception {
        assertEquals(400, get(app, "/a".repeat(5000), null).status());
    }

    @Test
    void an_absolute_target_is_led_to_the_same_context() throws Exception {
        assertEquals("/app/x 0", get(app, "https://any.test/x", null).body());
    }

    @Test
    void strange_methods_reach_nothing() throws Exception {
        for (String method : List.of("TRACE", "CONNECT", "FOO")) {
            assertTrue(request(connect(app, null), method + " /x HTTP/1.1\r\nHost: a\r\n\r\n").status() >= 400, method);
        }
    }

    @Test
    void any_self_signed_certificate_identifies_a_client_of_the_zone_api() throws Exception {
        assertEquals("/zone/x 1", get(zone, "/x", Made.selfSigned("me.test")).body());
        Made authority = Made.authority("Mine");
        assertEquals("/zone/x 2", get(zone, "/x", authority.issueUntil(Instant.parse("2021-01-01T00:00:00Z"), "late.test")).body());
        assertEquals("/zone/x 0", get(zone, "/x", null).body());
    }

    @Test
    void the_other_listeners_ask_for_no_certificate() throws Exception {
        assertEquals("/app/x 0", get(app, "/x", Made.selfSigned("me.test")).body());
    }

    @Test
    void a_new_certificate_is_served_to_the_next_and_open_connections_go_on() throws Exception {
        SSLSocket open = connect(zone, null);
        assertEquals(first.chain().get(0), open.getSession().getPeerCertificates()[0]);
        Made second = Made.selfSigned("cloud.test");
        write(second);
        worker.advance(Duration.ofSeconds(5));
        assertEquals(second.chain().get(0), connect(zone, null).getSession().getPeerCertificates()[0]);
        assertEquals("/zone/x 0", request(open, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n").body());
    }

    @Test
    void a_damaged_or_missing_file_is_told_and_the_last_certificate_goes_on() throws Exception {
        Files.writeString(directory.resolve("cert.pem"), "junk");
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("holds no certificate"), trouble());
        Files.delete(directory.resolve("cert.pem"));
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("there is no file"), trouble());
        assertEquals(first.chain().get(0), connect(zone, null).getSession().getPeerCertificates()[0]);
        write(first);
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_key_of_another_certificate_is_told() throws Exception {
        Files.writeString(directory.resolve("key.pem"), Pem.block("PRIVATE KEY", Made.selfSigned("x.test").key().getEncoded()));
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("is not the key of"), trouble());
        assertEquals("/app/ 0", get(app, "/", null).body());
    }

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
    void old_tls_is_not_spoken() throws Exception {
        SSLSocket socket = (SSLSocket) context(null).getSocketFactory().createSocket();
        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", app));
        assertThrows(IOException.class, socket::startHandshake);
    }

    private record Answer(int status, String body) {
    }

    private static void assertEnded(SSLSocket socket) throws IOException {
        socket.setSoTimeout(10_000);
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            read = -1;
        }
        assertEquals(-1, read);
    }

    private String trouble() {
        return registry.of(Trouble.class).get(0).what();
    }

    private Answer get(int port, String path, Made client) throws Exception {
        try (SSLSocket socket = connect(port, client)) {
            return request(socket, "GET " + path + " HTTP/1.1\r\nHost: any.test\r\n\r\n");
        }
    }

    private static Answer request(SSLSocket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the connection was ended");
        }
        int length = 0;
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            length = header.startsWith("Content-Length: ") ? Integer.parseInt(header.substring(16)) : length;
        }
        char[] body = new char[length];
        return new Answer(Integer.parseInt(line.split(" ")[1]), new String(body, 0, Math.max(0, in.read(body, 0, length))));
    }

    private static SSLSocket connect(int port, Made client) throws Exception {
        SSLSocket socket = (SSLSocket) context(client).getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(Made client) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (client != null) {
            store.setKeyEntry("me", client.key(), new char[0], client.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    private void write(Made made) throws Exception {
        StringBuilder chain = new StringBuilder();
        for (X509Certificate each : made.chain()) {
            chain.append(Pem.block("CERTIFICATE", each.getEncoded()));
        }
        Files.writeString(directory.resolve("cert.pem"), chain);
        Files.writeString(directory.resolve("key.pem"), Pem.block("PRIVATE KEY", made.key().getEncoded()));
    }

    private HttpsConfig config() {
        Map<String, Object> values = Map.of("address", "127.0.0.1", "zone_port", zone, "registration_port", registration, "app_port", app,
                "certificate", directory.resolve("cert.pem").toString(), "key", directory.resolve("key.pem").toString(),
                "connections_per_source", 4);
        return (HttpsConfig) Proxy.newProxyInstance(HttpsConfig.class.getClassLoader(), new Class<?>[] {HttpsConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            SslSessionData session = (SslSessionData) request.getAttribute(SslSessionData.ATTRIBUTE);
            X509Certificate[] peer = session == null ? null : session.peerCertificates();
            String text = request.getHttpURI().getPathQuery() + " " + (peer == null ? 0 : peer.length);
            response.getHeaders().put("Content-Length", text.length());
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
