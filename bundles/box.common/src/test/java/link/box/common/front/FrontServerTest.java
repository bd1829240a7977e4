package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import link.box.api.work.Trouble;
import link.box.testing.FakeIdentity;
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
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontServerTest {
    private final Registry registry = new Registry("link.box.https", Path.of("unused"));
    private final ManualWorker worker = new ManualWorker();
    private final FakeIdentity identity = new FakeIdentity("abc", "box.test");
    private final Server felix = new Server();

    @BeforeEach
    void felix_runs_with_a_connector_of_its_own() throws Exception {
        felix.setHandler(new Answers());
        felix.start();
        ServerConnector own = new ServerConnector(felix);
        own.setHost("127.0.0.1");
        felix.addConnector(own);
        own.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Connector connector : felix.getConnectors()) {
            connector.stop();
        }
        felix.stop();
    }

    @Test
    void what_passes_the_gate_is_answered_by_felix() throws Exception {
        int port = free();
        attach(port(port, false));
        HttpResponse<String> answer = get(port, "/pass");
        assertEquals(200, answer.statusCode());
        assertEquals("https /pass certificates: 0", answer.body());
        assertFalse(answer.headers().firstValue("Server").isPresent());
    }

    @Test
    void what_does_not_pass_never_reaches_felix() throws Exception {
        int port = free();
        attach(port(port, false));
        assertEquals(403, get(port, "/else").statusCode());
    }

    @Test
    void i11_felixs_own_connector_is_gone() throws Exception {
        ServerConnector own = (ServerConnector) felix.getConnectors()[0];
        int open = own.getLocalPort();
        attach(port(free(), false));
        assertFalse(own.isStarted());
        assertThrows(IOException.class, () -> plain(open));
    }

    @Test
    void i11_a_connector_that_somebody_adds_later_refuses_everything() throws Exception {
        attach(port(free(), false));
        ServerConnector foreign = new ServerConnector(felix);
        foreign.setHost("127.0.0.1");
        felix.addConnector(foreign);
        foreign.start();
        assertEquals(421, plain(foreign.getLocalPort()).statusCode());
    }

    @Test
    void a_client_certificate_reaches_the_servlets_when_asked_for() throws Exception {
        int port = free();
        attach(port(port, true));
        HttpResponse<String> answer = client(identity.keys()).send(request(port, "/pass"), HttpResponse.BodyHandlers.ofString());
        assertEquals("https /pass certificates: 1", answer.body());
        assertEquals("https /pass certificates: 0", get(port, "/pass").body());
    }

    @Test
    void a_taken_port_is_told_and_opened_later_while_the_other_works() throws Exception {
        int taken;
        int other = free();
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            taken = holder.getLocalPort();
            attach(port(taken, false), port(other, false));
            worker.run();
            assertEquals(200, get(other, "/pass").statusCode());
            String what = registry.of(Trouble.class).get(0).what();
            assertTrue(what.contains("port " + taken) && what.contains("in use"), what);
        }
        worker.advance(Duration.ofSeconds(5));
        assertEquals(200, get(taken, "/pass").statusCode());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void stopping_the_anchor_closes_the_ports_and_starting_it_again_opens_them() throws Exception {
        int port = free();
        Connector anchor = attach(port(port, false));
        anchor.stop();
        assertThrows(IOException.class, () -> get(port, "/pass"));
        assertTrue(felix.isStarted());
        felix.removeConnector(anchor);
        attach(port(port, false));
        assertEquals(200, get(port, "/pass").statusCode());
    }

    @Test
    void a_port_is_free_as_soon_as_the_anchor_has_stopped() throws Exception {
        int port = free();
        Connector anchor = attach(port(port, false));
        for (int i = 0; i < 50; i++) {
            assertEquals(200, get(port, "/pass").statusCode());
            anchor.stop();
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            anchor.start();
        }
    }

    @Test
    void above_their_number_connections_wait_until_one_has_ended() throws Exception {
        int port = free();
        attach(port(port, false));
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            held.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        CompletableFuture<HttpResponse<String>> next = client(null).sendAsync(request(port, "/pass"), HttpResponse.BodyHandlers.ofString());
        assertThrows(TimeoutException.class, () -> next.get(500, TimeUnit.MILLISECONDS));
        for (Socket each : held) {
            each.close();
        }
        assertEquals(200, next.get(10, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void who_comes_while_the_bundle_is_updated_is_answered_by_the_next_version() throws Exception {
        int port = free();
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, port(port, false));
        before.stopping();
        old.stop();
        CompletableFuture<HttpResponse<String>> answer = client(null).sendAsync(request(port, "/pass"), HttpResponse.BodyHandlers.ofString());
        assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
        attach(port(port, false));
        assertEquals(200, answer.get(10, TimeUnit.SECONDS).statusCode());
    }

    private Connector attach(Port... ports) throws Exception {
        return attach(registry, ports);
    }

    private Connector attach(Registry bundle, Port... ports) throws Exception {
        FrontServer front = new FrontServer(bundle.context(), worker, OnlyPass::new);
        Connector anchor = front.before(felix, List.of(ports));
        // what Felix does with what it gets
        felix.addConnector(anchor);
        anchor.start();
        return anchor;
    }

    private Port port(int number, boolean asksForCertificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {identity.keys()}, new TrustManager[] {new TrustAll()}, null);
        return new Port("lan", "127.0.0.1", number, context, asksForCertificate, 16);
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return client(null).send(request(port, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> plain(int port) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pass")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(10)).build();
    }

    private static HttpClient client(KeyManager keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {new TrustAll()}, null);
        return HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class OnlyPass extends Handler.Abstract {
        private final Request.Handler felix;

        private OnlyPass(Request.Handler felix) {
            this.felix = felix;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().equals("/pass")) {
                return felix.handle(request, response, callback);
            }
            Response.writeError(request, response, callback, 403);
            return true;
        }
    }

    private static final class Answers extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            SslSessionData session = (SslSessionData) request.getAttribute(SslSessionData.ATTRIBUTE);
            X509Certificate[] peer = session == null ? null : session.peerCertificates();
            String text = request.getHttpURI().getScheme() + " " + request.getHttpURI().getPath() + " certificates: "
                    + (peer == null ? 0 : peer.length);
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
