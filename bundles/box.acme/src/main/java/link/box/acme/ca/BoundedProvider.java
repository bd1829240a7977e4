package link.box.acme.ca;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import link.box.api.work.Worker;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/** How acme4j reaches the CA: with a client and a clock of ours, and with limits. */
final class BoundedProvider extends GenericAcmeProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final Worker worker;

    BoundedProvider(HttpClient client, Worker worker) {
        this.client = client;
        this.worker = worker;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        return client;
    }

    @Override
    public Connection connect(URI server, NetworkSettings settings, HttpClient same) {
        return new BoundedConnection(createHttpConnector(settings, same), worker, PATIENCE);
    }

    /** Once a session, which lasts as long as an attempt: acme4j would ask before every request where the CA sets no time. */
    @Override
    public JSON directory(Session session, URI server) throws AcmeException {
        return session.hasDirectory() ? null : super.directory(session, server);
    }
}
