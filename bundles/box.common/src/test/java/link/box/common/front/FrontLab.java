package link.box.common.front;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
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

/** A front server before a Felix that tells what reaches it. */
abstract class FrontLab {
    final Registry registry = new Registry("link.box.https", Path.of("unused"));
    final ManualWorker worker = new ManualWorker();
    final FakeIdentity identity = new FakeIdentity("abc", "box.test");
    final Server felix = new Server();
    Duration lastAnswers = Anchor.LAST_ANSWERS;
    final Semaphore inside = new Semaphore(0);
    /** What {@code ?slow} waits for. */
    final CountDownLatch latch = new CountDownLatch(1);

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
        latch.countDown();
        for (Connector connector : felix.getConnectors()) {
            connector.stop();
        }
        felix.stop();
    }

    static void stop(Connector connector) {
        try {
            connector.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Connector attach(Port... ports) throws Exception {
        return attach(registry, ports);
    }

    Connector attach(Registry bundle, Port... ports) throws Exception {
        FrontServer front = new FrontServer(bundle.context(), worker, OnlyPass::new, lastAnswers);
        Connector anchor = front.before(felix, List.of(ports));
        // what Felix does with what it gets
        felix.addConnector(anchor);
        anchor.start();
        return anchor;
    }

    Port port(int number, boolean asksForCertificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {identity.keys()}, new TrustManager[] {new TrustAll()}, null);
        return new Port("lan", "127.0.0.1", number, context, asksForCertificate, 16);
    }

    static HttpResponse<String> get(int port, String path) throws Exception {
        return client(null).send(request(port, path), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(10)).build();
    }

    static HttpClient client(KeyManager keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {new TrustAll()}, null);
        return HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
    }

    private final class OnlyPass extends Handler.Abstract {
        private final Request.Handler felix;
        private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

        private OnlyPass(Request.Handler felix) {
            this.felix = felix;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().equals("/pass")) {
                return felix.handle(request, response, callback);
            }
            if (request.getHttpURI().getPath().equals("/held")) {
                held.add(() -> Response.writeError(request, response, callback, 503));
                inside.release();
                return true;
            }
            Response.writeError(request, response, callback, 403);
            return true;
        }

        @Override
        protected void doStop() throws Exception {
            held.forEach(Runnable::run);
            super.doStop();
        }
    }

    private final class Answers extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            if ("slow".equals(request.getHttpURI().getQuery())) {
                inside.release();
                latch.await();
            }
            SslSessionData session = (SslSessionData) request.getAttribute(SslSessionData.ATTRIBUTE);
            X509Certificate[] peer = session == null ? null : session.peerCertificates();
            String text = request.getHttpURI().getScheme() + " " + request.getHttpURI().getPath() + " certificates: "
                    + (peer == null ? 0 : peer.length);
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
