package link.box.itests.container;

import java.security.KeyStore;
import java.security.cert.Certificate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The peer: a bare Jetty that takes a new certificate as Jetty means it, by {@code SslContextFactory.reload}. Answers 204 to all. */
final class ReloadingJetty implements AutoCloseable {
    private static final String PASSWORD = "reload-reload";
    private static final String HOST = "peer.box.test";

    private final SwapIssuer issuer = new SwapIssuer(HOST);
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private final Server server = new Server();
    private final ServerConnector connector;

    ReloadingJetty() throws Exception {
        tls.setKeyStorePassword(PASSWORD);
        tls.setKeyStore(store(issuer.next()));
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        connector = new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    SwapRound round() {
        return new SwapRound(connector.getLocalPort(), HOST, issuer, () -> {
            SwapIssuer.Made next = issuer.next();
            KeyStore store = store(next);
            tls.reload(factory -> factory.setKeyStore(store));
            return next.certificate();
        });
    }

    private static KeyStore store(SwapIssuer.Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", made.key(), PASSWORD.toCharArray(), new Certificate[] {made.certificate()});
        return store;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
