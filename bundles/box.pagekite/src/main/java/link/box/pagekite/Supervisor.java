package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.RetryAfter;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the pagekite program and knows whether the kite flies. Worker and identity are latched: the tunnel stays up while their bundles
 * are updated.
 */
@Component(configurationPid = "link.box.pagekite")
public final class Supervisor {
    static final String JOB = "keep the tunnel up";
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final PagekiteConfig config;
    private final Launch launch;
    private final Published<Tunnel> tunnel;
    private final Published<Trouble> trouble;
    private final Patience patience = new Patience();
    private volatile Worker worker;
    private volatile BoxNames names;
    private Kite kite;
    private boolean stopped;

    @Activate
    public Supervisor(BundleContext context, PagekiteConfig config) {
        this.config = config;
        this.launch = new Launch(context, config);
        this.tunnel = new Published<>(context, Tunnel.class);
        this.trouble = new Published<>(context, Trouble.class);
        if (!wanted()) {
            LOG.info("no tunnel: {}", config.enabled() ? "no frontend is set" : "switched off");
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, scope = ReferenceScope.PROTOTYPE_REQUIRED)
    void setWorker(Worker worker) {
        this.worker = worker;
        if (wanted()) {
            worker.every(LOOK, JOB, this::look);
        }
    }

    /** Its tasks end with it; the next one goes on. */
    void unsetWorker(Worker worker) {
        LOG.debug("the kite flies on unwatched");
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setIdentity(BoxIdentity identity) {
        this.names = identity.names();
    }

    /** The Box is still who it was. */
    void unsetIdentity(BoxIdentity identity) {
        LOG.debug("the names stay");
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        if (kite != null) {
            kite.stop();
        }
        tunnel.close();
        trouble.close();
    }

    private boolean wanted() {
        return config.enabled() && !config.frontend().isBlank();
    }

    /** One look at what is and what should be. Runs often, so it never waits for the program. */
    private void look() throws IOException, RetryAfter {
        BoxNames who = names;
        if (who == null) {
            return;
        }
        check();
        Kite flying = step(who);
        if (flying != null && tunnel.get() == null) {
            announce(flying, who, config.frontend_address().isBlank() ? flying.log().frontend() : config.frontend_address());
        }
    }

    /** @return the kite if it flies */
    private synchronized Kite step(BoxNames who) throws IOException, RetryAfter {
        if (stopped) {
            return null;
        }
        if (kite != null && !kite.host().equals(who.remote())) {
            drop("the Box has another name now");
        }
        if (kite == null) {
            start(who);
            return null;
        }
        kite.read();
        if (kite.log().flies()) {
            return kite;
        }
        tunnel.clear("the tunnel is down");
        judge();
        return null;
    }

    /** Looking up a name and connecting take time, so it happens outside the lock. */
    private void check() throws RetryAfter {
        if (!isGrounded()) {
            return;
        }
        try {
            launch.check();
        } catch (Unusable e) {
            throw lost(e);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private synchronized boolean isGrounded() {
        return kite == null && !stopped;
    }

    private void start(BoxNames who) throws RetryAfter {
        try {
            kite = launch.start(who.remote());
            patience.begin(worker.nanos(), Patience.START);
        } catch (Unusable e) {
            throw lost(e);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private synchronized RetryAfter lost(Unusable e) {
        if (!stopped) {
            trouble.set(e.trouble(), e.trouble().what());
        }
        return patience.lost(e.getMessage(), Patience.PERSON);
    }

    private synchronized RetryAfter lost(IOException e) {
        return patience.lost(e.getMessage(), Patience.FRONTEND);
    }

    private void judge() throws RetryAfter {
        KiteLog log = kite.log();
        if (log.refusal().isPresent()) {
            String what = "the tunnel's frontend " + config.frontend().strip() + " refuses the kite " + kite.host() + ": "
                    + log.refusal().get();
            trouble.set(new Trouble("box.pagekite", what, "check the settings tunnel.secret and tunnel.frontend"), what);
            throw giveUp(what, Patience.PERSON);
        }
        if (!kite.isAlive()) {
            throw giveUp("the pagekite program ended (exit code " + kite.exitCode() + "): " + log.lastWords(), Patience.FRONTEND);
        }
        if (log.lost()) {
            patience.shorten(worker.nanos());
        }
        if (patience.isOver(worker.nanos())) {
            String why = log.hindrance().orElse("the frontend " + config.frontend().strip() + " does not answer");
            throw giveUp("the kite does not fly: " + why, Patience.FRONTEND);
        }
    }

    private RetryAfter giveUp(String why, Duration longest) {
        drop(why);
        return patience.lost(why, longest);
    }

    private void drop(String why) {
        LOG.debug("stopping pagekite: {}", why);
        tunnel.clear("the tunnel is down");
        kite.stop();
        kite = null;
    }

    /** Looking up a name takes time, so it happens outside the lock. */
    private void announce(Kite flying, BoxNames who, String frontend) throws IOException {
        if (frontend.isBlank()) {
            throw new IOException("the program did not say where the frontend is; set tunnel.frontend.address");
        }
        InetAddress address = InetAddress.getByName(frontend.strip());
        synchronized (this) {
            if (kite == flying && !stopped) {
                patience.flies();
                trouble.clear("the tunnel's trouble is over");
                tunnel.set(new Tunnel(who.remote(), config.frontend_port_outside(), address),
                        "the kite flies: " + who.remote() + " leads through " + address.getHostAddress() + " to the Box");
            }
        }
    }
}
