package link.box.rebind;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.Zone;
import link.box.api.dns.Zone.Ability;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Verdict;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.dns.Authority;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import link.box.common.file.KeptFile;
import link.box.rebind.ask.LanResolver;
import link.box.rebind.ask.Signs;
import link.box.rebind.ask.ZoneServers;
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

/** Looks whether the home network's resolver withholds private addresses, and publishes {@link RebindProtection}. */
@Component(service = Detector.class, immediate = true, configurationPid = "link.box.rebind")
public final class Detector {
    /** Settings. */
    public @interface Config {
        /** @return the resolver to test, {@code host[:port]}; empty: the first of /etc/resolv.conf, or else the router */
        String resolver() default "";

        /** @return the zone's name servers, {@code host[:port]} with commas; empty: those that the DNS names */
        String nameservers() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.rebind");
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final int FILE = 1024;
    /** DHCP may name another resolver at any time, and tells nobody. */
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Set<Ability> NEEDED = Set.of(Ability.TTL, Ability.DELETE, Ability.BATCH);

    private final Worker worker;
    private final Zone zone;
    private final LanResolver resolver;
    private final Agenda agenda;
    private final Examination examination;
    private final Advices advices;
    private final Published<RebindProtection> published;
    private final Task looking;
    private volatile LocalAddresses addresses;
    private volatile PublishedAddress record;
    private volatile String idle = "It has not been looked for yet";
    private Place last;

    /** Looks at nothing yet. */
    @Activate
    public Detector(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) throws IOException {
        this(new Published<>(context, RebindProtection.class), new KeptFile(Data.of(context).resolve("names.txt"), FILE), identity, zone,
                worker, config, new LanResolver(config.resolver(), RESOLV_CONF));
    }

    Detector(Published<RebindProtection> published, KeptFile file, BoxIdentity identity, Zone zone, Worker worker, Config config,
            LanResolver resolver) {
        this.published = published;
        this.worker = worker;
        this.zone = zone;
        this.resolver = resolver;
        this.agenda = new Agenda(new SecureRandom());
        this.advices = new Advices(identity.names());
        this.examination = new Examination(new Stage(file, zone, identity.names()),
                new ZoneServers(new Authority(identity.names().zone(), config.nameservers())), worker);
        this.looking = worker.every(PERIOD, "see whether the home's resolver withholds private addresses", this::look);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAddresses(LocalAddresses addresses) {
        this.addresses = addresses;
        looking.kick();
    }

    void unsetAddresses(LocalAddresses old) {
        if (addresses == old) {
            addresses = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setRecord(PublishedAddress record) {
        this.record = record;
        looking.kick();
    }

    void unsetRecord(PublishedAddress old) {
        if (record == old) {
            record = null;
        }
    }

    @Deactivate
    void stop() {
        published.close();
    }

    /** What is known; for this bundle. */
    Optional<RebindProtection> fact() {
        return Optional.ofNullable(published.get());
    }

    /** Why nothing is known; for this bundle. */
    String idle() {
        return idle;
    }

    private void look() throws IOException, RetryAfter {
        LocalAddresses here = addresses;
        if (here == null) {
            return;
        }
        Optional<Place> place = resolver.find(here.gateway()).map(address -> new Place(address, here.gateway()));
        place.ifPresent(this::arrive);
        if (record == null) {
            return;
        }
        Optional<Inet4Address> home = here.ipv4().filter(InetAddress::isSiteLocalAddress);
        if (place.isEmpty() || home.isEmpty()) {
            rest(place.isEmpty() ? "No resolver is known" : "The Box has no private IPv4 address, so there is nothing to withhold");
            return;
        }
        Duration wait = agenda.wait(place.get(), worker.nanos());
        if (wait.compareTo(Duration.ZERO) > 0) {
            looking.kickAfter(wait);
            examination.clean(); // also what an earlier run has left
            return;
        }
        look(place.get(), home.get());
    }

    /** In another network nothing holds: BLOCKED there would send everybody by the tunnel here, and advise on a router that is gone. */
    private void arrive(Place place) {
        if (!place.equals(last)) {
            last = place;
            idle = "It has not been looked for in this network yet";
            published.clear("Rebind protection is unknown in another network, where the resolver is " + place.words());
        }
    }

    private void look(Place place, Inet4Address home) throws IOException, RetryAfter {
        Optional<Inet4Address> control = zone.can().containsAll(NEEDED) ? zone.control() : Optional.empty();
        if (control.isEmpty()) {
            agenda.done(Verdict.OPEN, worker.nanos());
            rest(zone.can().containsAll(NEEDED) ? "The zone server names no control address, a public one that a test needs beside the Box's"
                    : "The zone server does not offer what a test needs: TTL, removal and several names at once");
            return;
        }
        Examination.Result result = examination.go(place, control.get(), home);
        result.verdict().ifPresentOrElse(verdict -> agenda.done(verdict, worker.nanos()), () -> looking.kickAfter(result.pause()));
        if (result.verdict().isPresent()) {
            tell(place, result.verdict().get(), result.reason());
            examination.clean();
        }
    }

    /** What was seen holds until the opposite is seen: a bad line must not hide it. */
    private void tell(Place place, Verdict verdict, String reason) throws IOException {
        RebindProtection known = published.get();
        if (verdict == Verdict.INCONCLUSIVE && known != null && known.verdict() != verdict) {
            LOG.info("whether {} withholds private addresses cannot be told this time, so {} holds: {}", place.words(),
                    known.verdict(), reason);
            return;
        }
        RebindProtection fact = new RebindProtection(verdict, place.words() + ": " + reason, verdict == Verdict.BLOCKED
                ? advices.forRouters(Signs.ask(place.resolver(), place.gateway()).routers()) : List.of());
        published.set(fact, "Rebind protection " + verdict + ", " + fact.reason());
    }

    private void rest(String why) {
        idle = why;
        published.clear("Rebind protection is looked for no more: " + why);
    }
}
