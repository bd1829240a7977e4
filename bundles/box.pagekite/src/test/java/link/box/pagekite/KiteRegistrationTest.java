package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.Zone;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.Trouble;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KiteRegistrationTest {
    @TempDir
    Path folder;

    private final InMemoryZone zone = new InMemoryZone(Set.of(Ability.KITE));
    private final Map<String, Object> settings = new HashMap<>(Map.of("frontend", "fe.test:443"));
    private ManualWorker worker = new ManualWorker();
    private final NotedPilot pilot = new NotedPilot();
    private Registry registry;

    @BeforeEach
    void prepare() {
        registry = new Registry("link.box.pagekite", folder);
    }

    @Test
    void the_zone_gets_256_random_bits_and_then_the_tunnel_does() throws IOException {
        start(zone);
        assertTrue(zone.kite().orElseThrow().matches("[0-9a-f]{64}"), zone.kite().toString());
        assertEquals(zone.kite(), kept());
        assertEquals(List.of("now"), pilot.told);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        Registry other = new Registry("link.box.pagekite", Files.createDirectory(folder.resolve("other")));
        InMemoryZone next = new InMemoryZone(Set.of(Ability.KITE));
        new KiteRegistration(other.context(), next, new NotedPilot(), worker, Settings.of(PagekiteConfig.class, settings));
        worker.run();
        assertNotEquals(zone.kite(), next.kite());
    }

    @Test
    void what_the_zone_has_not_taken_no_kite_uses() throws IOException {
        zone.fail(new IOException("down"));
        start(zone);
        assertEquals("down", worker.failure(KiteRegistration.JOB).orElseThrow().getMessage());
        assertEquals(Optional.empty(), kept());
        zone.fail(null);
        worker.advance(Duration.ofMinutes(1));
        assertTrue(kept().isPresent());
    }

    @Test
    void a_try_whose_answer_is_lost_and_the_one_that_follows_are_about_the_same_secret() throws IOException {
        List<String> taken = new ArrayList<>();
        start(zone((proxy, method, args) -> {
            if (method.getName().equals("registerKite")) {
                taken.add((String) args[0]);
                if (taken.size() == 1) {
                    throw new IOException("no answer");
                }
            }
            return method.getName().equals("can") ? Set.of(Ability.KITE) : null;
        }));
        assertEquals(Optional.empty(), kept());
        worker.advance(Duration.ofMinutes(1));
        assertEquals(2, taken.size());
        assertEquals(Set.of(kept().orElseThrow()), Set.copyOf(taken));
    }

    @Test
    void it_is_the_same_after_a_restart_and_a_zone_that_has_lost_it_has_it_again_within_an_hour() throws IOException {
        start(zone);
        Optional<String> first = kept();
        worker = new ManualWorker();
        InMemoryZone fresh = new InMemoryZone(Set.of(Ability.KITE));
        start(fresh);
        assertEquals(first, fresh.kite());
        fresh.registerKite("lost");
        worker.advance(Duration.ofHours(1));
        assertEquals(first, fresh.kite());
    }

    @Test
    void a_damaged_file_makes_for_a_new_one_that_the_zone_takes_first() throws IOException {
        start(zone);
        Optional<String> first = kept();
        Files.writeString(file(), "junk");
        worker = new ManualWorker();
        start(zone);
        assertNotEquals(first, zone.kite());
        assertEquals(zone.kite(), kept());
    }

    @Test
    void a_zone_that_takes_none_is_a_trouble_with_a_remedy() throws IOException {
        start(new InMemoryZone(Set.of()));
        Trouble trouble = registry.of(Trouble.class).get(0);
        assertEquals("the zone server takes no secrets of kites: no tunnel", trouble.what());
        assertTrue(trouble.remedy().contains("tunnel.secret"), trouble.remedy());
        assertEquals(Optional.empty(), kept());
    }

    @Test
    void where_the_operator_gave_one_out_or_there_is_no_tunnel_nothing_is_registered() throws IOException {
        Map<String, Object> others = Map.of("secret_file", "/secret", "frontend", " ", "enabled", false);
        for (Map.Entry<String, Object> other : others.entrySet()) {
            settings.clear();
            settings.put("frontend", "fe.test:443");
            settings.put(other.getKey(), other.getValue());
            start(zone);
            assertEquals(Optional.empty(), zone.kite(), other.getKey());
        }
        assertFalse(Files.exists(file()));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    private static Zone zone(InvocationHandler handler) {
        return (Zone) Proxy.newProxyInstance(Zone.class.getClassLoader(), new Class<?>[] {Zone.class}, handler);
    }

    private void start(Zone server) {
        new KiteRegistration(registry.context(), server, pilot, worker, Settings.of(PagekiteConfig.class, settings));
        worker.run();
    }

    private Optional<String> kept() throws IOException {
        return new OwnSecret(registry.context()).find();
    }

    private Path file() {
        return folder.resolve("link.box.pagekite/kite.secret");
    }
}
