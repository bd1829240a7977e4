package link.box.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import link.box.api.access.Access;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the Box on the home network and publishes {@link MulticastName} while it is. All that it leans on is dynamic, so that no
 * update elsewhere is a goodbye.
 */
@Component(service = {}, immediate = true, configurationPid = "link.box.mdns")
public final class Announcement {
    static final String JOB = "announce the Box on the home network";
    private static final Logger LOG = LoggerFactory.getLogger("box.mdns");
    /** The name can be lost, and the Box be claimed, at any time. */
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** A host that has the name says so at the first probe (RFC 6762, section 8.1). */
    private static final Duration PROBE = Duration.ofSeconds(2);
    /** JmDNS probes for the services three times, a second apart, and then answers for them. */
    private static final Duration ANNOUNCE = Duration.ofSeconds(4);
    /** An update of box.address takes less. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Stopping waits no longer than this for the goodbye. */
    private static final Duration GOODBYE = Duration.ofMillis(2_300);

    private final Worker worker;
    private final Responder.Opener opener;
    private final Published<MulticastName> name;
    private final BooleanSupplier ending;
    private final Task look;
    private volatile Config config;
    private volatile BoxIdentity identity;
    private volatile LocalAddresses addresses;
    private volatile long left;
    private volatile Access access;
    private Optional<Place> place = Optional.empty();
    private Responder responder;
    private String seen;
    private boolean told;
    private boolean stopped;

    /** Where it is announced, and the first label it asks for. */
    private record Place(InetAddress address, String label) {
    }

    /** Starts to look. */
    @Activate
    public Announcement(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(new Published<>(context, MulticastName.class), worker, config, JmdnsResponder::new,
                () -> context.getBundle(0).getState() == Bundle.STOPPING);
    }

    /** @param ending whether the whole Box stops */
    Announcement(Published<MulticastName> name, Worker worker, Config config, Responder.Opener opener, BooleanSupplier ending) {
        this.name = name;
        this.worker = worker;
        this.opener = opener;
        this.ending = ending;
        this.config = config;
        this.left = worker.nanos();
        synchronized (this) {
            this.look = worker.every(LOOK, JOB, this::look);
        }
    }

    /** Other settings; switched off it says goodbye. */
    @Modified
    void change(Config next) {
        config = next;
        look.kick();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setIdentity(BoxIdentity next) {
        identity = next;
        look.kick();
    }

    /** Who the Box is does not end with an update of who says so. */
    void unsetIdentity(BoxIdentity old) {
        look.kick();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAddresses(LocalAddresses next) {
        addresses = next;
        look.kick();
    }

    void unsetAddresses(LocalAddresses old) {
        if (addresses == old) {
            left = worker.nanos();
            addresses = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAccess(Access next) {
        access = next;
        look.kick();
    }

    void unsetAccess(Access old) {
        if (access == old) {
            access = null;
        }
    }

    private synchronized void look() throws IOException {
        if (stopped) {
            return;
        }
        Optional<Place> wanted = wanted();
        if (!wanted.equals(place)) {
            hush(wanted.isPresent() ? Responder::leave : Responder::close);
            place = wanted;
        }
        if (place.isPresent() && responder == null) {
            responder = opener.open(place.get().address(), place.get().label());
            look.kickAfter(PROBE);
        } else if (place.isPresent()) {
            tell();
        }
    }

    private void tell() throws IOException {
        String host = responder.host();
        if (!host.equals(seen)) {
            // asked for, or taken after a conflict: a look later it is ours
            name.clear("asks the home network for the name " + host);
            seen = host;
            told = false;
            look.kickAfter(PROBE);
            return;
        }
        responder.tell(Offer.of(identity, host, port(), Optional.ofNullable(access).map(Access::claimed)));
        if (told) {
            publish(host);
        } else {
            told = true;
            look.kickAfter(ANNOUNCE);
        }
    }

    private void publish(String host) {
        if (!host.startsWith(place.get().label() + ".") && !new MulticastName(host).equals(name.get())) {
            LOG.warn("another host here is called {}.local, so this Box is {}", place.get().label(), host);
        }
        name.set(new MulticastName(host), "announced on the home network: https://" + host + (port() == 443 ? "" : ":" + port())
                + " at " + place.get().address().getHostAddress());
    }

    private Optional<Place> wanted() {
        LocalAddresses known = addresses;
        BoxIdentity box = identity;
        if (!config.enabled()) {
            return Optional.empty();
        }
        if (known == null && worker.nanos() - left < GRACE.toNanos()) {
            return place;
        }
        return known == null || box == null ? Optional.empty()
                : HomeAddress.of(known).map(address -> new Place(address, "box-" + Offer.brief(box)));
    }

    private int port() {
        return config.public_port() == 0 ? config.port() : config.public_port();
    }

    /**
     * After a move no goodbye: it would come from an address that is gone, or after the next announcement, which takes the place of this
     * one anyway (RFC 6762, section 10.2). JmDNS takes its time to end, so that is not waited for.
     */
    private void hush(Consumer<Responder> end) {
        if (responder != null) {
            name.clear("not announced on the home network any more");
            Responder old = responder;
            responder = null;
            seen = null;
            worker.execute(() -> end.accept(old));
        }
    }

    /** Goodbye is for a Box that stops, not for an update. It is on the network at once; what JmDNS does after it is not waited for. */
    @Deactivate
    void stop() {
        name.close();
        FutureTask<Void> goodbye = new FutureTask<>(this::end, null);
        try {
            worker.execute(goodbye);
            goodbye.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the Worker is gone already, and JmDNS would keep its threads and its port for ever
            goodbye.run();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no whole goodbye: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        stopped = true;
        if (responder == null) {
            return;
        }
        if (ending.getAsBoolean()) {
            responder.close();
        } else {
            responder.leave();
        }
    }
}
