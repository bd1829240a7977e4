package link.box.acme;

import java.net.URI;
import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** How acme4j reaches the CA: with our own trust, and with limits. */
final class BoundedProvider extends GenericAcmeProvider {
    private final SSLContext tls;

    BoundedProvider(SSLContext tls) {
        this.tls = tls;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        return HttpClient.newBuilder().sslContext(tls).connectTimeout(settings.getTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    @Override
    public Connection connect(URI server, NetworkSettings settings, HttpClient client) {
        return new BoundedConnection(createHttpConnector(settings, client));
    }
}
