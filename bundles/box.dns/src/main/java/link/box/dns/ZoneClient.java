package link.box.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.CaptivePortal;
import link.box.api.net.LocalAddresses;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 3: the Box's zone, through the API that knows it by its client certificate; v2 where the server has it, else the fxbox API. */
@Component(service = {Zone.class, ZoneClient.class}, configurationPid = "link.box.dns")
public final class ZoneClient implements Zone {
    private static final Logger LOG = LoggerFactory.getLogger("box.dns");

    private static final int HTTP = 80;

    /** Settings. */
    public @interface Config {
        /** @return origin of the zone API */
        String server() default "";

        /** @return whom to believe: empty = the system's store, a PEM file, or {@code sha256/<base64>} of the server's public key */
        String trust() default "";
    }

    private final BoxIdentity identity;
    private final ZoneServer server;
    private final Worker worker;
    private final Calls calls;
    private final PortalWatch portal;
    private volatile Dialect dialect;
    /** A proxy that says 404 for a moment is no reason to leave records behind that version 1 cannot take away. */
    private volatile boolean spokeVersion2;
    private String told;

    /** Connects to nothing yet. */
    @Activate
    public ZoneClient(BundleContext context, @Reference BoxIdentity identity,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(context, identity, worker, config, new PortalProbe(HTTP, worker));
    }

    ZoneClient(BundleContext context, BoxIdentity identity, Worker worker, Config config, Sight sight) {
        this.identity = identity;
        this.worker = worker;
        this.calls = new Calls(worker);
        this.portal = new PortalWatch(context, worker, config.server(), sight, this::ask);
        this.server = new ZoneServer(config.server(), config.trust(), identity.keys(), worker);
    }

    @Override
    public Set<Ability> can() throws IOException, RetryAfter {
        return call(Dialect::can);
    }

    @Override
    public void ask() throws IOException, RetryAfter {
        dialect = null;
        can();
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException, RetryAfter {
        call(spoken -> {
            spoken.put(sets);
            return null;
        });
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException, RetryAfter {
        call(spoken -> {
            spoken.remove(name, type);
            return null;
        });
    }

    @Override
    public Optional<Inet4Address> control() throws IOException, RetryAfter {
        return call(Dialect::control);
    }

    @Override
    public void registerKite(String secret) throws IOException, RetryAfter {
        call(spoken -> {
            spoken.registerKite(secret);
            return null;
        });
    }

    @Deactivate
    void stop() {
        portal.close();
    }

    /** What stands before the server; for this bundle. */
    Optional<CaptivePortal> portal() {
        return portal.seen();
    }

    /** How calls went; for this bundle. */
    Calls.Past past() {
        return calls.past();
    }

    private interface Call<T> {
        T on(Dialect dialect) throws IOException, RetryAfter;
    }

    /** After a failure the server is asked anew what it speaks: it may be another one by then. */
    private <T> T call(Call<T> call) throws IOException, RetryAfter {
        long before = server.answers();
        try {
            Dialect spoken = dialect();
            T result = call.on(spoken);
            if (server.answers() != before) { // what is known is said without asking
                succeeded(spoken);
            }
            return result;
        } catch (RetryAfter e) {
            failed(e, true);
            throw e;
        } catch (IOException e) {
            failed(e, server.answers() != before && !(e instanceof Stranger));
            throw blamed(e);
        }
    }

    /** @param answered whether the server itself has said something */
    private void failed(Exception e, boolean answered) {
        dialect = null;
        if (answered) {
            portal.passed();
        } else {
            portal.failed(e);
        }
        if (portal.seen().isPresent()) {
            calls.heldUp();
        } else {
            calls.failed(e.getMessage(), answered);
        }
    }

    private IOException blamed(IOException failure) {
        return portal.seen().map(seen -> new IOException("this network wants a login first: a captive portal, " + seen.where()
                + ", answers in the place of the zone server " + server, failure)).orElse(failure);
    }

    /** The CA, the tunnel and others have waited for the same network, each with a backoff of its own. */
    private void succeeded(Dialect spoken) {
        portal.passed();
        if (calls.succeeded(spoken.toString())) {
            LOG.info("the zone server answers again: whatever waits for the network goes on");
            worker.networkIsBack();
        }
    }

    /** Elsewhere now: what was connected from before is of no use. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAddresses(LocalAddresses addresses) {
        server.forgetConnections();
    }

    void unsetAddresses(LocalAddresses addresses) {
        // there is nothing to connect from
    }

    /** Asked without a lock: several jobs may ask a server that hangs, and none waits for another. */
    private Dialect dialect() throws IOException, RetryAfter {
        Dialect known = dialect;
        if (known == null) {
            known = Version2.ask(server, identity.id()).orElseGet(() -> new Version1(server));
            if (spokeVersion2 && known instanceof Version1) {
                throw new IOException("the zone server " + server + " does not answer as version 2, which it spoke before: "
                        + "if it is another one now, restart the Box");
            }
            spokeVersion2 |= known instanceof Version2;
            tell(known.toString());
            dialect = known;
        }
        return known;
    }

    private synchronized void tell(String spoken) {
        if (!spoken.equals(told)) {
            LOG.info("the zone API at {} speaks {}", server, spoken);
            told = spoken;
        }
    }
}
