package link.cloud.zone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.cloud.zone.dns.DnsServer;
import link.cloud.zone.dns.Responder;
import link.cloud.zone.store.ZoneStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the zone on the DNS port, as soon as it is free. */
@Component(configurationPid = "link.cloud.zone", service = {}, immediate = true)
public final class DnsPort {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final Worker worker;
    private final InetSocketAddress address;
    private final String what;
    private final Responder responder;
    private final Published<Trouble> trouble;
    private DnsServer server;
    private boolean closed;

    /** Binds on the worker. */
    @Activate
    public DnsPort(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker,
            @Reference ZoneStore store, ZoneConfig config) {
        this.worker = worker;
        this.address = new InetSocketAddress(config.dns_address(), config.dns_port());
        this.what = "DNS port " + config.dns_port() + " (UDP and TCP) on " + config.dns_address();
        this.responder = new Responder(Settings.apex(config), store, worker::nanos);
        this.trouble = new Published<>(context, Trouble.class);
        worker.every(LOOK, "open " + what, this::open);
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        trouble.close();
        if (server != null) {
            server.close();
        }
    }

    private synchronized void open() throws IOException {
        if (closed || server != null && server.isOpen()) {
            return;
        }
        try {
            server = new DnsServer(address, responder, worker::nanos);
        } catch (IOException e) {
            trouble.set(new Trouble("cloud.zone", what + " cannot be opened: " + e.getMessage(),
                    "Stop the program that uses it, set another zone.dns.port, or allow this one to low ports."),
                    what + " cannot be opened: " + e.getMessage());
            throw e;
        }
        run();
        trouble.clear(what + " is free now");
        LOG.info("Listening on {}", what);
    }

    /** Bound and unserved would look well to the next look. */
    private void run() {
        try {
            worker.execute(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }
}
