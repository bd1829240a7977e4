package link.cloud.tunnel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.tls.KeyPairFiles;
import link.cloud.tunnel.auth.ZoneAuthorizer;
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
    private final TunnelConfig config;
    private final List<InetSocketAddress> listen;
    private final Optional<InetSocketAddress> authority;
    private final SecretFile secret;
    private final Certificate certificate;
    private final Published<Trouble> closed;
    private final Published<Trouble> secretless;
    private final Published<Trouble> uncertified;
    private final Published<Trouble> unanswered;
    private volatile ZoneAuthorizer zone;
    private volatile Ports ports;
    private boolean stopped;

    /** Looks up names, reads files and opens ports on the worker. */
    @Activate
    public Frontend(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, TunnelConfig config) {
        this.worker = worker;
        this.config = config;
        this.listen = Settings.listen(config);
        this.authority = Settings.authority(config);
        this.secret = new SecretFile(Settings.secret(config));
        this.certificate = new Certificate(Settings.self(config), new KeyPairFiles(Path.of(config.certificate()), Path.of(config.key())));
        this.closed = new Published<>(context, Trouble.class);
        this.secretless = new Published<>(context, Trouble.class);
        this.uncertified = new Published<>(context, Trouble.class);
        this.unanswered = new Published<>(context, Trouble.class);
        if (!listen.isEmpty()) {
            worker.every(LOOK, "read the frontend's files", this::read);
            worker.every(LOOK, "open the frontend's ports", this::open);
            worker.every(TICK, "look after tunnels", this::tick);
        }
    }

    /** Blocks until all Boxes that can are reached elsewhere, and visitors have what they came for, or for the time that is set. */
    @Deactivate
    void close() {
        synchronized (this) {
            stopped = true;
        }
        Ports open = ports;
        if (open != null) {
            LOG.info("Leaving: Boxes with another frontend go there, which takes up to {} s", config.drain());
            open.leave(Duration.ofSeconds(config.drain()));
        }
        closed.close();
        secretless.close();
        uncertified.close();
        unanswered.close();
        if (open != null) {
            drain(open);
            open.stop();
        }
    }

    private void drain(Ports open) {
        long end = worker.nanos() + Duration.ofSeconds(config.drain()).toNanos();
        while (!open.isDrained() && worker.nanos() - end < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private void tick() {
        Ports open = ports;
        if (open != null) {
            open.tick();
            lookAtZone();
        }
    }

    /** Boxes that come ask it: there is no question of our own. */
    private void lookAtZone() {
        if (zone != null && zone.isSilent()) {
            String what = "The zone's server " + config.authority().strip() + " does not answer, so no further kite can fly";
            unanswered.set(new Trouble("cloud.tunnel", what,
                    "See that it runs, that tunnel.authority names it and no other resolver, and that UDP and TCP get there."), what);
        } else {
            unanswered.clear("The zone's server answers again");
        }
    }

    private void open() throws IOException {
        try {
            if (ports == null) {
                List<InetSocketAddress> addresses = addresses();
                if (clashes(addresses)) {
                    return;
                }
                ports = made(addresses);
            }
            openUnlessStopped();
        } catch (IOException e) {
            closed.set(new Trouble("cloud.tunnel", e.getMessage(),
                    "Stop the program that uses it, set another port in tunnel.listen, or allow this one to low ports."), e.getMessage());
            throw e;
        }
    }

    private synchronized void openUnlessStopped() throws IOException {
        if (!stopped) {
            ports.open();
            closed.clear("All ports of the frontend are open");
        }
    }

    /** The settings do not change while we live, so this is said once and for good. */
    private boolean clashes(List<InetSocketAddress> addresses) throws IOException {
        Optional<Trouble> clash = Clash.of(config, addresses);
        clash.ifPresent(trouble -> closed.set(trouble, trouble.what()));
        return clash.isPresent();
    }

    private List<InetSocketAddress> addresses() throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetSocketAddress each : listen) {
            addresses.add(resolved("tunnel.listen", each));
        }
        return addresses;
    }

    private Ports made(List<InetSocketAddress> addresses) throws IOException {
        Optional<InetSocketAddress> server = authority.isEmpty() ? authority
                : Optional.of(resolved("tunnel.authority", authority.get()));
        zone = server.map(each -> new ZoneAuthorizer(each, Settings.zone(config), Runnable::run)).orElse(null);
        return new Ports(new Rules(Settings.self(config), Settings.zone(config), certificate.tls(), () -> certificate.days(worker.now()),
                Settings.authorizer(config, secret, zone), Settings.limits(config), Settings.kept(), config.bytes_per_second(),
                config.boxes_max(), config.connections_max(), config.connections_per_source(), worker::nanos),
                addresses, Settings.metrics(config));
    }

    private static InetSocketAddress resolved(String setting, InetSocketAddress endpoint) throws IOException {
        try {
            return Settings.resolve(endpoint);
        } catch (UnknownHostException e) {
            throw new IOException(setting + ": " + endpoint.getHostString() + " has no address", e);
        }
    }

    /** Does not throw: a file that is replaced should be seen within seconds, not after a growing wait. */
    private void read() {
        try {
            secret.read();
            secretless.clear("The frontend's secret can be read again");
        } catch (IOException e) {
            String what = "The frontend cannot read its secret, and clients that have no other cannot come: " + why(e);
            secretless.set(new Trouble("cloud.tunnel", what,
                    "Set tunnel.secret to a file of mode 0600 that the image's user owns, "
                    + "its first line 1 to 256 characters without blanks."), what);
        }
        try {
            certificate.read();
            certificate.trouble(worker.now()).ifPresentOrElse(trouble -> uncertified.set(trouble, trouble.what()),
                    () -> uncertified.clear("The frontend's certificate is good again"));
        } catch (IOException e) {
            String what = "The frontend cannot read its certificate, and Boxes cannot open tunnels inside TLS with it: " + why(e);
            uncertified.set(new Trouble("cloud.tunnel", what,
                    "Set tunnel.certificate and tunnel.key to PEM files that belong together and that the image's user may read."), what);
        }
    }

    private static String why(IOException e) {
        return e instanceof AccessDeniedException ? "no permission to read " + e.getMessage() : e.getMessage();
    }
}
