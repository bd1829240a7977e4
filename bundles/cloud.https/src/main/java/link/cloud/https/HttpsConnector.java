package link.cloud.https;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.front.FrontServer;
import link.box.common.front.PerSource;
import link.box.common.front.Port;
import link.box.common.front.Sweeper;
import link.box.common.front.WholeBody;
import link.box.common.tls.KeyPairFiles;
import link.box.common.tls.ServerKeys;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The far side's TLS listeners. */
@Component(configurationPid = "link.cloud.https", immediate = true)
public final class HttpsConnector implements ConnectorFactory {
    private static final int BODY = 64 * 1024;
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger("cloud.https");

    private final HttpsConfig config;
    private final KeyPairFiles files;
    private final ServerKeys keys = new ServerKeys();
    private final Sweeper sweeper = new Sweeper(SILENCE);
    private final FrontServer front;
    private final Published<Trouble> trouble;

    /** Reads the certificate on the worker; handshakes fail until it is there. */
    @Activate
    public HttpsConnector(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker,
            HttpsConfig config) {
        this.config = config;
        this.files = new KeyPairFiles(Path.of(config.certificate()), Path.of(config.key()));
        this.front = new FrontServer(context, worker, felix -> new Router(new WholeBody(BODY, BODY_PATIENCE, felix)));
        this.trouble = new Published<>(context, Trouble.class);
        worker.every(LOOK, "read the certificate", this::readCertificate);
        worker.every(LOOK, "end silent connections", () -> sweeper.sweep(front.connectors(), worker.nanos()));
    }

    @Override
    public Connector createConnector(Server felix) {
        Connector connector = front.before(felix, List.of(
                port("zone", config.zone_port(), true),
                port("registration", config.registration_port(), false),
                port("app", config.app_port(), false)));
        front.connectors().forEach(each -> each.addBean(new PerSource(config.connections_per_source())));
        return connector;
    }

    @Deactivate
    void close() {
        trouble.close();
    }

    private Port port(String name, int port, boolean asksForCertificate) {
        TrustManager[] trust = {new AnyClient()};
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {keys}, asksForCertificate ? trust : new TrustManager[0], null);
            return new Port(name, config.address(), port, tls, asksForCertificate, config.connections_max());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does not throw: a file that is replaced should be seen within seconds, not after a growing wait. */
    private void readCertificate() {
        try {
            ServerKeys.Entry next = files.readIfChanged();
            if (next != null) {
                keys.swap(next);
                LOG.info("Serving a certificate for {} until {}", next.chain().get(0).getSubjectX500Principal(),
                        next.chain().get(0).getNotAfter().toInstant());
            }
            trouble.clear("The certificate can be read again");
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : e.getMessage();
            String what = "The certificate cannot be read: " + why;
            trouble.set(new Trouble("cloud.https", what, "Set https.certificate and https.key to PEM files that belong together."), what);
        }
    }
}
