package link.box.registration;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the registration server how the Box can be reached: now and then, and at once when that changes. */
@Component(configurationPid = "link.box.registration",
        reference = @Reference(name = "clock", service = Condition.class, target = "(osgi.condition.id=" + Worker.CLOCK + ")"))
public final class Announcer {
    @interface Config {
        /** The registration server: https, host and port; empty: none. */
        String server() default "";

        /** Whom to believe to be the server: empty for the system's store, a PEM file, or sha256/ and a key's hash. */
        String trust() default "";

        /** Seconds between two announcements. */
        int period() default 60;
    }

    static final String JOB = "announce the Box";
    private static final Logger LOG = LoggerFactory.getLogger("box.registration");
    /** An endpoint that goes because its bundle is updated is back by then; an update is not a goodbye. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** People wait to be found: a server that is back is told within so long. */
    private static final Duration LONGEST = Duration.ofSeconds(25);
    /** The server forgets a Box then. */
    private static final Duration HOLDS = Duration.ofSeconds(120);

    private final BoxIdentity identity;
    private final Worker worker;
    private final Server server;
    private final Pause pause;
    private final Published<Registration> registration;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Sequence sequence;
    private final Task announcing;
    private volatile TlsCertificate certificate;
    private volatile RebindProtection protection;
    private Task expiry;

    @Activate
    public Announcer(BundleContext context, @Reference BoxIdentity identity,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this.identity = identity;
        this.worker = worker;
        this.registration = new Published<>(context, Registration.class);
        this.sequence = new Sequence(Data.root(context).resolve("link.box.registration").resolve("sequence.txt"));
        this.pause = new Pause(worker, Duration.ofSeconds(config.period()));
        this.server = new Server(config.server().strip(), config.trust(), worker, InetAddress::getAllByName);
        if (config.server().isBlank()) {
            LOG.info("no registration server is set: the Box is not announced");
        }
        this.announcing = config.server().isBlank() ? null : worker.every(Duration.ofSeconds(config.period()), LONGEST, JOB,
                this::announce);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
        kick();
    }

    void removeEndpoint(Endpoint endpoint) {
        endpoints.remove(endpoint);
        if (announcing != null) {
            announcing.kickAfter(GRACE);
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setCertificate(TlsCertificate certificate) {
        this.certificate = certificate;
    }

    void unsetCertificate(TlsCertificate old) {
        if (certificate == old) {
            certificate = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setProtection(RebindProtection protection) {
        boolean before = blocked();
        this.protection = protection;
        if (blocked() != before) {
            kick();
        }
    }

    void unsetProtection(RebindProtection old) {
        if (protection == old) {
            protection = null; // it is told with the next announcement: an update is back by then
        }
    }

    private boolean blocked() {
        RebindProtection known = protection;
        return known != null && known.verdict() == RebindProtection.Verdict.BLOCKED;
    }

    @Deactivate
    void stop() {
        registration.close();
    }

    private void kick() {
        if (announcing != null) {
            announcing.kick();
        }
    }

    private void announce() throws RetryAfter, Refused {
        Message message = new Message(identity.names(), List.copyOf(endpoints), blocked());
        if (message.isEmpty()) {
            return;
        }
        pause.check();
        try {
            List<String> families = server.announce(message.body(sequence.next(worker.now()), certificate, worker.now()));
            pause.over();
            hold(new Registration(URI.create(server.origin()), message.urls(), families));
        } catch (Refused e) {
            throw pause.begin(e);
        }
    }

    /** The fact lasts as long as the server remembers. */
    private void hold(Registration next) {
        if (expiry != null) {
            expiry.cancel();
        }
        expiry = worker.at(worker.now().plus(HOLDS), "see the announcement expire",
                () -> registration.clear("the registration server has forgotten the Box by now"));
        registration.set(next, "announced to " + next.server() + " over " + String.join(" and ", next.families()) + ": "
                + String.join(", ", next.urls().stream().map(each -> each.uri().toString()).toList()));
    }
}
