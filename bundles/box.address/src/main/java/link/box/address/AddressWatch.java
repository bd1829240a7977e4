package link.box.address;

import java.io.IOException;
import java.time.Duration;
import link.box.api.net.LocalAddresses;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Step 2: finds the local address and follows it; publishes {@link LocalAddresses}. */
@Component(service = {}, immediate = true, configurationPid = "link.box.address")
public final class AddressWatch {
    /** Kernel events are quick, polling is sure. */
    private static final Duration POLL = Duration.ofSeconds(10);
    /**
     * The first change is acted on at once, the next not before so long after it: what flaps is followed at that pace, not left alone.
     * An address that is lost, even if others stay, is missed for as long first: a DHCP client takes it away before it sets the next.
     */
    private static final Duration PACE = Duration.ofSeconds(2);

    private final Worker worker;
    private final Interfaces interfaces;
    private final Published<LocalAddresses> published;
    private final IpMonitor monitor;
    private final Task look;
    private long lastChange;
    private long lostAt;
    private boolean lost;

    /** Starts looking. */
    @Activate
    public AddressWatch(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(new Published<>(context, LocalAddresses.class), worker, new Interfaces(config));
        monitor.start();
    }

    AddressWatch(Published<LocalAddresses> published, Worker worker, Interfaces interfaces) {
        this.worker = worker;
        this.interfaces = interfaces;
        this.published = published;
        this.lastChange = worker.nanos() - PACE.toNanos();
        this.look = worker.every(POLL, "look for the local address", this::look);
        this.monitor = new IpMonitor(worker, this::event);
    }

    /** The kernel says that something about addresses, routes or links has changed. */
    void event() {
        look.kick();
    }

    private void look() throws IOException {
        LocalAddresses found = interfaces.find().orElse(null);
        LocalAddresses known = published.get();
        lostAt = lost ? lostAt : worker.nanos();
        lost = known != null && (found == null || known.all().containsAll(found.all()) && !found.all().containsAll(known.all()));
        if (found == null ? known == null : found.equals(known)) {
            return;
        }
        Duration left = PACE.minusNanos(worker.nanos() - (lost ? Math.max(lostAt, lastChange) : lastChange));
        if (!left.isNegative() && !left.isZero()) {
            look.kickAfter(left);
            return;
        }
        lastChange = worker.nanos();
        publish(found);
    }

    private void publish(LocalAddresses found) {
        if (found == null) {
            published.clear("no network: waiting for a cable, Wi-Fi or DHCP");
            return;
        }
        published.set(found, "the local address is " + String.join(", ", found.all().stream()
                .map(each -> each.address().getHostAddress()).toList()) + " (" + found.all().get(0).interfaceName() + ")");
        worker.networkIsBack();
    }

    @Deactivate
    void stop() {
        monitor.stop();
        published.close();
    }
}
