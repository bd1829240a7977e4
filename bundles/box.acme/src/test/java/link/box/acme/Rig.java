package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import link.box.api.dns.Zone.Ability;
import link.box.api.tls.RenewalPlan;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.Registry;
import link.box.testing.Settings;

/** What a renewal needs: a zone with a DNS server, a store, time, and a real CA. */
final class Rig implements AutoCloseable {
    static final Set<Ability> V1 = Set.of();
    static final Set<Ability> V2 = Set.of(Ability.MULTI, Ability.DELETE);
    static final String CHALLENGE = "_acme-challenge.abc.box.test TXT";

    final FakeIdentity identity = new FakeIdentity("abc", "box.test");
    final MemoryStore store = new MemoryStore();
    final LiveWorker worker = new LiveWorker();
    final Map<String, Object> settings = new HashMap<>(Map.of("txt_wait", 1, "txt_cache", 0));
    final InMemoryZone zone;
    final ZoneServer dns;
    Registry registry;
    Pebble pebble;
    private final Path folder;
    private Renewal renewal;

    Rig(Path folder, Set<Ability> abilities) throws Exception {
        this.folder = folder;
        this.zone = new InMemoryZone(abilities);
        this.dns = new ZoneServer(zone.records());
        settings.put("nameservers", dns.address());
    }

    /** Starts the CA, or skips the test loudly if the program is missing. */
    Rig pebble(Map<String, String> faults) throws Exception {
        return pebble(faults, Pebble.Options.USUAL, dns.address());
    }

    Rig pebble(Map<String, String> faults, Pebble.Options options, String resolver) throws Exception {
        boolean there = Files.isExecutable(Pebble.PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: needs the program pebble (apt-get install pebble)");
        }
        assumeTrue(there, "pebble is missing");
        pebble = new Pebble(folder, resolver, faults, options);
        settings.put("directory", pebble.directory());
        settings.put("trust", pebble.trust());
        return this;
    }

    /** Starts the component, as after a start of the Box. */
    Rig start() {
        return start(Map.of());
    }

    Rig start(Map<String, Object> second) {
        if (renewal != null) {
            renewal.stop();
            worker.clear();
        }
        registry = new Registry("link.box.acme", folder);
        renewal = new Renewal(registry.context(), identity, zone, store, worker, Settings.of(AcmeConfig.class, settings),
                Settings.of(SecondCa.class, second), Settings.of(ThirdCa.class, Map.of()));
        return this;
    }

    /** Runs until that many certificates have been stored, without a failure at the end. */
    Rig issue(int count) {
        worker.runUntil(() -> store.stored.size() >= count);
        worker.run();
        assertEquals("none", worker.failure().orElse("none"));
        return this;
    }

    /** Runs until an attempt has failed. */
    String fail() {
        worker.runUntil(() -> worker.failure().isPresent());
        return worker.failure().orElseThrow();
    }

    RenewalPlan plan() {
        List<RenewalPlan> plans = registry.of(RenewalPlan.class);
        assertEquals(1, plans.size());
        return plans.get(0);
    }

    RenewalPlan.Attempt lastAttempt() {
        List<RenewalPlan.Attempt> attempts = plan().attempts();
        return attempts.get(attempts.size() - 1);
    }

    Path file(String name) {
        return folder.resolve("link.box.acme").resolve(name);
    }

    Path accountFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("link.box.acme"))) {
            return files.filter(each -> each.getFileName().toString().matches("account-[0-9a-f]+\\.json")).findFirst().orElseThrow();
        }
    }

    @Override
    public void close() throws Exception {
        if (renewal != null) {
            renewal.stop();
        }
        if (pebble != null) {
            pebble.close();
        }
        dns.close();
    }
}
