package link.cloud.tunnel;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.tls.KeyPairFiles;
import link.box.common.tls.ServerKeys;
import link.cloud.tunnel.door.Ports;
import link.cloud.tunnel.door.Rules;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tunnels' frontend, where the settings want one. */
@Component(configurationPid = "link.cloud.tunnel", service = {}, immediate = true)
public final class Frontend {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final Worker worker;
    private final Duration drain;
    private final Ports ports;
    private final SecretFile secret;
    private final KeyPairFiles files;
    private final ServerKeys keys = new ServerKeys();
    private final Published<Trouble> closed;
    private final Published<Trouble> unread;
    private boolean stopped;

    /** Reads files and opens ports on the worker. */
    @Activate
    public Frontend(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, TunnelConfig config) {
        this.worker = worker;
        this.drain = Duration.ofSeconds(config.drain());
        this.secret = new SecretFile(Path.of(config.secret_file()));
        this.files = new KeyPairFiles(Path.of(config.certificate()), Path.of(config.key()));
        this.closed = new Published<>(context, Trouble.class);
        this.unread = new Published<>(context, Trouble.class);
        this.ports = new Ports(new Rules(Settings.self(config), tls(), Settings.authorizer(config, secret), Settings.limits(config),
                Settings.kept(), config.bytes_per_second(), config.connections_max(), config.connections_per_source(), worker::nanos),
                Settings.listen(config), Settings.metrics(config));
        if (!Settings.listen(config).isEmpty()) {
            worker.every(LOOK, "read the frontend's files", () -> read(!config.name().isBlank()));
            worker.every(LOOK, "open the frontend's ports", this::open);
            worker.every(TICK, "look after tunnels", ports::tick);
        }
    }

    /** Blocks until all Boxes are reached elsewhere and visitors have what they came for, or for the time that is set. */
    @Deactivate
    void close() {
        synchronized (this) {
            stopped = true;
            ports.leave(drain);
        }
        closed.close();
        unread.close();
        long end = worker.nanos() + drain.toNanos();
        while (!ports.drain() && worker.nanos() - end < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        ports.stop();
    }

    private synchronized void open() throws IOException {
        if (stopped) {
            return;
        }
        try {
            ports.open();
            closed.clear("All ports of the frontend are open");
        } catch (IOException e) {
            closed.set(new Trouble("cloud.tunnel", e.getMessage(),
                    "Stop the program that uses it, set another port in tunnel.listen, or allow this one to low ports."), e.getMessage());
            throw e;
        }
    }

    /** Does not throw: a file that is replaced should be seen within seconds, not after a growing wait. */
    private void read(boolean named) {
        try {
            secret.read();
            ServerKeys.Entry next = named ? files.readIfChanged() : null;
            if (next != null) {
                keys.swap(next);
                LOG.info("Serving tunnels with a certificate until {}", next.chain().get(0).getNotAfter().toInstant());
            }
            unread.clear("The frontend's files can be read again");
        } catch (IOException e) {
            unread.set(new Trouble("cloud.tunnel", "The frontend cannot read its files: " + e.getMessage(),
                    "Set tunnel.secret to a file of mode 0600, and tunnel.certificate and tunnel.key to PEM files that belong together."),
                    "The frontend cannot read its files: " + e.getMessage());
        }
    }

    private SSLContext tls() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {keys}, null, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
