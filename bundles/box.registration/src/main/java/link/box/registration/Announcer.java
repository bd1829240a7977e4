package link.box.registration;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import link.box.api.access.Access;
import link.box.api.access.ConnectedApps;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.ExternalAddress;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Listing;
import link.box.api.registration.Registration;
import link.box.api.tls.TlsCertificate;
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
@Component(service = Listing.class, immediate = true, configurationPid = "link.box.registration",
        reference = @Reference(name = "clock", service = Condition.class, target = "(osgi.condition.id=" + Worker.CLOCK + ")"))
public final class Announcer implements Listing {
    @interface Config {
        /** The registration server: https, host and port; empty: none. */
        String server() default "";

        /** Whom to believe to be the server: empty for the system's store, a PEM file, or sha256/ and a key's hash. */
        String trust() default "";

        /** Seconds between two announcements. */
        int period() default 60;

        /** Who is told: private for apps at home and connected apps, open for whoever is behind the same address, too. */
        String mode() default "private";

        /** When apps at home find the Box: auto, window, always or off. */
        String discovery() default "auto";

        /** The port of the Box's plain HTTP. */
        int http_port() default 80;
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.registration");
    /** An endpoint that goes because its bundle is updated is back by then; an update is not a goodbye. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** People wait to be found: a server that is back is told within so long. */
    static final Duration LONGEST = Duration.ofSeconds(25);
    /** The server forgets a Box then. */
    static final Duration HOLDS = Duration.ofSeconds(120);

    private final Situation situation;
    private final Published<Registration> registration;
    private final Policy policy;
    private final List<Task> openly = new CopyOnWriteArrayList<>();
    private final List<Task> privately = new CopyOnWriteArrayList<>();
    private Optional<PrivateList> list = Optional.empty();

    @Activate
    public Announcer(BundleContext context, @Reference BoxIdentity identity,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(context, identity, worker, config, InetAddress::getAllByName);
    }

    Announcer(BundleContext context, BoxIdentity identity, Worker worker, Config config, Server.Resolver resolver) {
        this.situation = new Situation(identity.names());
        this.registration = new Published<>(context, Registration.class);
        this.policy = new Policy(Policy.Discovery.of(config.discovery()), worker::nanos, started(context, worker), situation::admin,
                this::kickPrivately);
        if (config.server().isBlank()) {
            LOG.info("no registration server is set: the Box is not announced");
            return;
        }
        start(new Sequence(Data.root(context).resolve("link.box.registration").resolve("sequence.txt")), worker, config, resolver);
    }

    private void start(Sequence sequence, Worker worker, Config config, Server.Resolver resolver) {
        Supplier<Server> servers = () -> new Server(config.server().strip(), config.trust(), worker, resolver);
        Duration period = Duration.ofSeconds(config.period());
        Standing standing = new Standing(servers.get().origin(), worker, registration);
        Speaks speaks = new Speaks(worker);
        RandomGenerator random = new SecureRandom();
        if (config.mode().equals("open")) {
            openly.add(new PlainList(situation, servers.get(), standing, sequence, worker, period).task());
        }
        PrivateList atHome = new PrivateList(situation, config.http_port(), policy, servers.get(), standing, speaks, worker, period, random);
        list = Optional.of(atHome);
        privately.add(atHome.start());
        privately.add(new Letters(situation, servers, standing, speaks, sequence, worker, random).start());
    }

    /** An update of this bundle opens no window: the launcher has noted when the Box was started. */
    private static long started(BundleContext context, Worker worker) {
        String noted = context.getProperty("box.started");
        return noted == null ? worker.nanos() : Long.parseLong(noted);
    }

    @Override
    public void open() {
        policy.open();
    }

    @Override
    public Optional<Duration> left() {
        return privately.isEmpty() ? Optional.empty() : policy.left();
    }

    /** In the plain list the Box is found without any of this. */
    @Override
    public Optional<Obstacle> obstacle() {
        return openly.isEmpty() ? list.flatMap(PrivateList::obstacle) : Optional.empty();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        situation.endpoints.add(endpoint);
        kick();
    }

    void removeEndpoint(Endpoint endpoint) {
        situation.endpoints.remove(endpoint);
        openly.forEach(each -> each.kickAfter(GRACE));
        privately.forEach(each -> each.kickAfter(GRACE));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setCertificate(TlsCertificate certificate) {
        situation.certificate = certificate;
    }

    void unsetCertificate(TlsCertificate old) {
        if (situation.certificate == old) {
            situation.certificate = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setProtection(RebindProtection protection) {
        boolean before = situation.blocked();
        situation.protection = protection;
        if (situation.blocked() != before) {
            kick();
        }
    }

    void unsetProtection(RebindProtection old) {
        if (situation.protection == old) {
            situation.protection = null; // it is told with the next announcement: an update is back by then
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAddress(PublishedAddress address) {
        situation.address = address;
        kickPrivately();
    }

    void unsetAddress(PublishedAddress old) {
        if (situation.address == old) {
            situation.address = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setExternal(ExternalAddress external) {
        situation.external = external;
        kickPrivately();
    }

    void unsetExternal(ExternalAddress old) {
        if (situation.external == old) {
            situation.external = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setApps(ConnectedApps apps) {
        situation.apps = apps;
        kickPrivately();
    }

    void unsetApps(ConnectedApps old) {
        if (situation.apps == old) {
            situation.apps = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAccess(Access access) {
        situation.access = access;
        kickPrivately();
    }

    void unsetAccess(Access old) {
        if (situation.access == old) {
            situation.access = null;
        }
    }

    @Deactivate
    void stop() {
        registration.close();
    }

    private void kick() {
        openly.forEach(Task::kick);
        kickPrivately();
    }

    private void kickPrivately() {
        privately.forEach(Task::kick);
    }
}
