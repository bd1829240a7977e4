package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
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
 * Keeps a kite in the air, by whatever engine, and knows whether it flies. Worker and identity are latched: the tunnel stays up while
 * their bundles are updated.
 */
@Component(configurationPid = "link.box.pagekite", service = Pilot.class, immediate = true)
public final class Supervisor implements Pilot {
    static final String JOB = "keep the tunnel up";
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Up to twice as long, so that not all Boxes look at once. */
    private static final Duration REFRESH = Duration.ofMinutes(8);

    private final PagekiteConfig config;
    private final Engine engine;
    private final Published<Tunnel> tunnel;
    private final Published<Trouble> trouble;
    private final Patience patience;
    private final Succession succession;
    private final Logbook logbook;
    private final Complaint complaint = new Complaint();
    private final Standoff standoff = new Standoff();
    private volatile Worker worker;
    private volatile BoxNames names;
    private volatile Task looking;
    private volatile Flight flight;
    private boolean stopped;

    @Activate
    public Supervisor(BundleContext context, PagekiteConfig config) {
        this.config = config;
        this.engine = Engine.of(context, config, () -> worker.nanos());
        this.logbook = new Logbook(config);
        this.patience = engine.patience();
        this.succession = new Succession(engine, this::kick);
        this.tunnel = new Published<>(context, Tunnel.class);
        this.trouble = new Published<>(context, Trouble.class);
        logbook.off().ifPresent(why -> LOG.info("no tunnel: {}", why));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, scope = ReferenceScope.PROTOTYPE_REQUIRED)
    void setWorker(Worker worker) {
        this.worker = worker;
        if (logbook.off().isEmpty()) {
            looking = worker.every(LOOK, JOB, this::look);
            worker.every(REFRESH.plusSeconds(ThreadLocalRandom.current().nextLong(REFRESH.toSeconds())), "look for other frontends",
                    engine::refresh);
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
        if (flight != null) {
            flight.stop();
        }
        succession.close();
        engine.close();
        tunnel.close();
        trouble.close();
    }

    @Override
    public void tryNow() {
        synchronized (this) {
            patience.forget();
        }
        kick();
    }

    @Override
    public void unreached(String why) {
        logbook.unreached(why);
        complaint.set(why);
        kick();
    }

    @Override
    public Logbook logbook() {
        return logbook;
    }

    @Override
    public boolean takesTls() {
        Flight now = flight;
        return now != null && now.isOurs();
    }

    private void kick() {
        Task now = looking;
        if (now != null) {
            now.kick();
        }
    }

    private void look() throws IOException, RetryAfter {
        try {
            fly();
        } catch (IOException | RetryAfter e) {
            logbook.down(e.getMessage(), trouble.get() != null, worker.nanos());
            throw e;
        }
    }

    /** One look at what is and what should be. Runs often, so it never waits for the program. */
    private void fly() throws IOException, RetryAfter {
        BoxNames who = names;
        if (who == null) {
            return;
        }
        check();
        Flight flying = step(who);
        if (flying != null) {
            announce(flying, who);
        } else {
            goOn();
        }
    }

    /** What has failed still does until the kite flies: to have begun anew is no success yet. */
    private synchronized void goOn() throws RetryAfter {
        patience.recall(LOOK);
        logbook.down("the kite is on its way up", false, worker.nanos());
    }

    /** @return the flight if the kite flies */
    private synchronized Flight step(BoxNames who) throws IOException, RetryAfter {
        if (stopped) {
            return null;
        }
        if (flight != null && !flight.host().equals(who.remote())) {
            drop("the Box has another name now");
        }
        succession.look(worker.nanos());
        if (flight == null) {
            start(who);
            return null;
        }
        flight.look(worker.nanos());
        if (flight.flies()) {
            patience.flies(worker.nanos());
            standoff.over();
            follow();
            return flight;
        }
        tunnel.clear("the tunnel is down");
        judge();
        return null;
    }

    /** Goes on elsewhere if that is better, or gives up what nobody uses and nobody reaches us by. */
    private void follow() throws RetryAfter {
        Optional<String> why = complaint.take();
        why.ifPresent(any -> flight.unreached());
        Flight meant = flight;
        flight = succession.step(flight, worker.nanos());
        if (why.isPresent() && flight == meant && succession.isIdle() && flight.streams() == 0 && complaint.isUpheld(worker.nanos())) {
            throw giveUp("the kite flies, but nobody reaches the Box by it: " + why.get());
        }
    }

    /** Looking up a name and connecting take time, so it happens outside the lock. */
    private void check() throws RetryAfter {
        if (!isGrounded()) {
            return;
        }
        try {
            engine.check();
        } catch (IOException | Unusable e) {
            throw lost(e);
        }
    }

    private synchronized boolean isGrounded() throws RetryAfter {
        Optional<RetryAfter> rest = flight == null ? patience.again(worker.nanos()) : Optional.empty();
        if (rest.isPresent()) {
            throw rest.get();
        }
        return flight == null && !stopped;
    }

    private void start(BoxNames who) throws RetryAfter {
        try {
            flight = engine.start(who.remote(), this::kick);
            patience.begin(worker.nanos());
        } catch (IOException | Unusable e) {
            throw lost(e);
        }
    }

    private synchronized RetryAfter lost(Exception e) {
        tell(e);
        return e instanceof Unusable ? patience.stuck(e.getMessage(), worker.nanos()) : patience.lost(e.getMessage(), worker.nanos());
    }

    private synchronized void tell(Exception e) {
        if (e instanceof Unusable unusable && !stopped) {
            trouble.set(unusable.trouble(), e.getMessage());
        }
    }

    private void judge() throws RetryAfter {
        flight.hindrance().flatMap(what -> standoff.seen(what, worker.nanos())).ifPresent(lasting -> trouble.set(lasting, lasting.what()));
        if (flight.refusal().isPresent()) {
            String what = "the tunnel's frontend " + flight.place() + " refuses the kite " + flight.host() + ": "
                    + flight.refusal().get();
            trouble.set(new Trouble("box.pagekite", what, "check the settings tunnel.secret and tunnel.frontend"), what);
            engine.failed(flight);
            drop(what);
            throw patience.stuck(what, worker.nanos());
        }
        if (flight.end().isPresent()) {
            String why = flight.end().get();
            RetryAfter pause = giveUp(why);
            flight = succession.heir().orElseThrow(() -> pause);
            patience.begin(worker.nanos());
            return;
        }
        if (flight.lost()) {
            patience.shorten(worker.nanos());
        }
        if (patience.isOver(worker.nanos())) {
            String why = flight.hindrance().map(Hindrance::what).orElse("the frontend " + flight.place() + " does not answer");
            throw giveUp("the kite does not fly: " + why);
        }
    }

    /** @return when to go on: at once where another frontend is left to try */
    private RetryAfter giveUp(String why) {
        engine.failed(flight);
        drop(why);
        return engine.isWorn() ? patience.lost(why, worker.nanos()) : patience.atOnce(why);
    }

    private void drop(String why) {
        LOG.debug("ending the flight: {}", why);
        tunnel.clear("the tunnel is down");
        flight.stop();
        flight = null;
    }

    /** Listeners run on this thread. */
    private void announce(Flight flying, BoxNames who) throws RetryAfter {
        try {
            InetAddress address = flying.frontend();
            synchronized (this) {
                if (flight == flying && !stopped) {
                    trouble.clear("the tunnel's trouble is over");
                    String story = who.remote() + " leads through " + address.getHostAddress() + " to the Box";
                    logbook.flies(story, worker.nanos());
                    tunnel.set(new Tunnel(who.remote(), config.frontend_port_outside(), address), "the kite flies: " + story);
                }
            }
        } catch (IOException | Unusable e) {
            tell(e);
            throw new RetryAfter(e.getMessage(), LOOK, false);
        }
    }
}
