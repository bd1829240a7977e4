package link.cloud.https;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import link.box.common.tls.Pem;
import link.box.testing.FreePort;
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
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The listeners before a Felix that tells what reaches it, and a client that writes what it likes. */
abstract class OnTheWire {
    @TempDir
    Path directory;
    final ManualWorker worker = new ManualWorker();
    /** Few threads: what holds one shows. */
    private final Server felix = new Server(new QueuedThreadPool(12));
    final Made first = Made.selfSigned("cloud.test");
    Registry registry;
    int zone;
    int registration;
    int app;
    private Connector anchor;

    @BeforeEach
    void start() throws Exception {
        registry = new Registry("link.cloud.https", directory);
        zone = FreePort.next();
        registration = FreePort.next();
        app = FreePort.next();
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

    record Answer(int status, String body) {
    }

    static void assertEnded(SSLSocket socket) throws IOException {
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

    Answer get(int port, String path, Made client) throws Exception {
        try (SSLSocket socket = connect(port, client)) {
            return request(socket, "GET " + path + " HTTP/1.1\r\nHost: any.test\r\n\r\n");
        }
    }

    static Answer request(SSLSocket socket, String request) throws IOException {
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

    static SSLSocket connect(int port, Made client) throws Exception {
        SSLSocket socket = (SSLSocket) context(client).getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    static SSLContext context(Made client) throws Exception {
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

    void write(Made made) throws Exception {
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

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            Content.Source.asString(request);
            SslSessionData session = (SslSessionData) request.getAttribute(SslSessionData.ATTRIBUTE);
            X509Certificate[] peer = session == null ? null : session.peerCertificates();
            String text = request.getHttpURI().getPathQuery() + " " + (peer == null ? 0 : peer.length);
            response.getHeaders().put("Content-Length", text.length());
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
