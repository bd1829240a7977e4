package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.dns.Zone.Ability;
import link.box.api.net.CaptivePortal;
import link.box.api.tls.RenewalPlan;
import link.box.testing.FakeIdentity;
import link.box.testing.Made;
import link.box.testing.Registry;
import link.box.testing.Settings;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Kind;
import link.box.testing.acme.Seen;

/** What a renewal needs, by one virtual clock: a zone with a DNS server, a store, and scripted CAs whose clocks are always right. */
final class StubRig implements AutoCloseable {
    final MemoryStore store = new MemoryStore();
    final VirtualWorker worker = new VirtualWorker();
    final Map<String, Object> settings = new HashMap<>(Map.of("txt_wait", 1, "txt_cache", 0));
    final Map<String, Object> second = new HashMap<>();
    final TroubledZone zone;
    final ZoneServer dns;
    final AcmeStub ca;
    private final FakeIdentity identity = new FakeIdentity("abc", "box.test");
    private final List<AcmeStub> others = new ArrayList<>();
    private final Path folder;
    private volatile boolean hidden;
    private List<RenewalPlan.Attempt> known = List.of();
    private Registry registry;
    private Renewal renewal;

    StubRig(Path folder) throws Exception {
        this(folder, Rig.V2);
    }

    StubRig(Path folder, Set<Ability> abilities) throws Exception {
        this.folder = folder;
        this.zone = new TroubledZone(abilities);
        this.dns = new ZoneServer(zone.records());
        this.ca = stub("first");
        settings.put("nameservers", dns.address());
        settings.put("directory", ca.directory());
        settings.put("trust", ca.trust());
    }

    /** Another CA; is closed with the rig. */
    AcmeStub other(String name) throws Exception {
        AcmeStub made = stub(name);
        others.add(made);
        return made;
    }

    /** Another CA, in the second place. */
    AcmeStub second() throws Exception {
        AcmeStub made = other("second");
        second.put("directory", made.directory());
        second.put("trust", made.trust());
        return made;
    }

    /** Another CA, to rehearse with. */
    AcmeStub staging() throws Exception {
        AcmeStub made = other("staging");
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(Path.of(ca.trust())) + Files.readString(Path.of(made.trust())));
        settings.put("staging", made.directory());
        settings.put("trust", both.toString());
        return made;
    }

    /** A certificate is in service that is due, since it ends then. */
    StubRig serving(Instant end) throws Exception {
        Made made = Made.authority("Old CA").issueUntil(end, "abc.box.test", "*.abc.box.test");
        store.put(made.key(), made.chain());
        return this;
    }

    /** Starts the component, after a stop if it runs. */
    StubRig start() {
        if (renewal != null) {
            attempts();
            renewal.stop();
        }
        return startAfterKill();
    }

    /** Starts the component on what is on disk; the one before has not been stopped. */
    StubRig startAfterKill() {
        worker.clear();
        registry = new Registry("link.box.acme", folder);
        renewal = new Renewal(registry.context(), identity, zone, store, worker, Settings.of(AcmeConfig.class, settings),
                Settings.of(SecondCa.class, second), Settings.of(ThirdCa.class, Map.of()));
        return this;
    }

    /** Something answers in the place of all servers. */
    void portal(CaptivePortal portal) {
        renewal.setPortal(portal);
    }

    void portalIsGone(CaptivePortal portal) {
        renewal.unsetPortal(portal);
    }

    /** The CAs see no record any more. */
    void hideFromCa() {
        hidden = true;
    }

    /** Runs until that many certificates have been stored in all; within half an hour. */
    StubRig issue(int count) {
        return issue(count, Duration.ofMinutes(30));
    }

    StubRig issue(int count, Duration within) {
        worker.runUntil(() -> store.stored.size() >= count, within);
        worker.advance(Duration.ofSeconds(1));
        assertEquals("none", worker.failure().orElse("none"));
        assertEquals(count, store.stored.size());
        return this;
    }

    /** Runs until one more attempt has failed; within half an hour. */
    String fail() {
        return fail(Duration.ofMinutes(30));
    }

    String fail(Duration within) {
        long before = failed();
        worker.runUntil(() -> failed() > before, within);
        return lastAttempt().outcome();
    }

    /** @return as the plan tells them; after a start those from before until it does */
    List<RenewalPlan.Attempt> attempts() {
        List<RenewalPlan> plans = registry.of(RenewalPlan.class);
        known = plans.isEmpty() ? known : plans.get(0).attempts();
        return known;
    }

    RenewalPlan.Attempt lastAttempt() {
        return attempts().get(attempts().size() - 1);
    }

    RenewalPlan plan() {
        return registry.of(RenewalPlan.class).get(0);
    }

    /** @return when the CA had requests of that kind */
    static List<Instant> times(AcmeStub ca, Kind kind) {
        return ca.requests().stream().filter(seen -> seen.kind() == kind).map(Seen::when).toList();
    }

    Path file(String name) {
        return folder.resolve("link.box.acme").resolve(name);
    }

    @Override
    public void close() throws Exception {
        if (renewal != null) {
            renewal.stop();
        }
        ca.close();
        for (AcmeStub each : others) {
            each.close();
        }
        dns.close();
    }

    /** @return how many attempts have failed */
    long failed() {
        return attempts().stream().filter(each -> !each.succeeded()).count();
    }

    private AcmeStub stub(String name) throws Exception {
        return new AcmeStub(Files.createDirectories(folder.resolve(name)), worker::truth,
                record -> hidden ? List.of() : zone.records().getOrDefault(record + " TXT", List.of()));
    }
}
