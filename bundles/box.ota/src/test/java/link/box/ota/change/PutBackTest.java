package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Deaf;
import link.box.ota.change.guest.Fading;
import link.box.ota.change.guest.Good;
import link.box.ota.change.guest.Hanging;
import link.box.ota.change.guest.Leaking;
import link.box.ota.change.guest.Losing;
import link.box.ota.change.guest.Sick;
import link.box.ota.change.guest.Sleepy;
import link.box.ota.change.guest.Throwing;
import org.apache.felix.hc.api.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A release with a bundle that is not well is put back, all of it, and the others do not notice. */
@Timeout(60)
class PutBackTest {
    @TempDir
    Path root;
    private Lab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.times = Lab.IMPATIENT;
        lab.flash(good("a", "1.0.0"), good("b", "1.0.0"), good("guest", "1.0.0"));
    }

    @AfterEach
    void end() throws Exception {
        System.setProperty("guest.free", "true");
        lab.close();
        System.clearProperty("guest.free");
    }

    @Test
    void one_that_throws_when_it_is_activated() throws Exception {
        refused(guest().component(Throwing.class, null), "the component Throwing of guest is not well: it fails: ", "no such hardware");
    }

    @Test
    void one_whose_component_takes_too_long() throws Exception {
        lab.within(Duration.ofSeconds(1));
        refused(guest().component(Sleepy.class, null), "the start of guest 2.0.0 takes more than 1000 ms");
    }

    @Test
    void one_that_leaks_threads_and_fails() throws Exception {
        refused(guest().component(Leaking.class, null), "and now?");
    }

    @Test
    void one_whose_component_waits_for_what_nobody_has() throws Exception {
        refused(guest().component(Good.class, Runnable.class, "<reference name=\"nobody\" interface=\"java.util.concurrent.Callable\"/>"),
                "the component Good of guest was well: it waits for nobody");
    }

    @Test
    void one_whose_health_check_is_not_ok() throws Exception {
        refused(guest().component(Sick.class, HealthCheck.class).header("Import-Package", "org.apache.felix.hc.api"),
                "the health check \"null\" of guest is not well: it says CRITICAL: the relay does not answer");
    }

    @Test
    void one_whose_health_check_hangs() throws Exception {
        lab.check = Duration.ofMillis(200);
        refused(guest().component(Hanging.class, HealthCheck.class).header("Import-Package", "org.apache.felix.hc.api"),
                "the health check null of guest takes more than 200 ms");
    }

    @Test
    void one_that_loses_its_services_after_a_while() throws Exception {
        lab.times = Lab.times(Duration.ofMillis(1500), Duration.ofSeconds(20));
        refused(guest().activator(Fading.class), "the service java.lang.Runnable of guest is gone again");
    }

    @Test
    void one_of_which_a_component_goes_after_a_while() throws Exception {
        lab.times = Lab.times(Duration.ofMillis(1500), Duration.ofSeconds(20));
        refused(guest().component(Losing.class, Runnable.class).header("Import-Package", "org.osgi.service.component"),
                "the service java.lang.Runnable of guest is gone again");
    }

    @Test
    void one_that_is_no_bundle_at_all_after_others_were_changed() throws Exception {
        Member broken = lab.stored(guest().header("Bundle-Activator", "not.There"));
        Outcome outcome = lab.to(lab.release(1, lab.stored(good("a", "1.1.0")), lab.stored(good("c", "1.0.0")), broken));
        assertEquals(Kind.REFUSED, outcome.kind(), outcome.words());
        asBefore();
        assertEquals(Set.of("a", "b", "c", "guest"), Set.copyOf(lab.touched), "b was removed by the release");
    }

    @Test
    void one_that_exports_what_is_not_its_own() throws Exception {
        lab.flash(Jar.of("api", "1.0.0").header("Export-Package", "shared.words"),
                good("user", "1.0.0").header("Import-Package", "shared.words"));
        for (String stolen : List.of("shared.words", "org.osgi.framework")) {
            Jar thief = good("guest", "2.0.0").header("Export-Package", stolen + ";version=9");
            Outcome outcome = lab.to(lab.release(1, lab.flashed("a"), lab.flashed("b"), lab.stored(thief), lab.flashed("api"),
                    lab.flashed("user")));
            assertEquals(Kind.REFUSED, outcome.kind(), outcome.words());
            assertTrue(outcome.words().contains("nothing was changed: the package " + stolen + " is exported by"), outcome.words());
        }
        assertEquals(List.of(), lab.touched);
    }

    @Test
    void one_that_never_comes_back_takes_a_restart_with_what_ran_before() throws Exception {
        lab.within(Duration.ofSeconds(1));
        long begin = System.nanoTime();
        Outcome outcome = lab.to(lab.release(1, lab.flashed("a"), lab.flashed("b"), lab.stored(guest().component(Deaf.class, null))));
        assertEquals(Kind.RESTARTING, outcome.kind());
        assertTrue(outcome.words().contains("the start of guest 2.0.0 hangs for more than 1000 ms"), outcome.words());
        assertTrue(System.nanoTime() - begin < 20_000_000_000L);
        assertEquals(1, lab.restarts.get());
        Journal journal = lab.journal();
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(journal.state(), journal.current(), journal.refused()));
    }

    private void refused(Jar jar, String... words) throws Exception {
        Outcome outcome = lab.to(lab.release(1, lab.flashed("a"), lab.flashed("b"), lab.stored(jar)));
        assertEquals(Kind.REFUSED, outcome.kind(), outcome.words());
        for (String each : words) {
            assertTrue(outcome.words().contains(each), outcome.words());
        }
        asBefore();
        assertEquals(Set.of("guest"), Set.copyOf(lab.touched));
    }

    private void asBefore() throws Exception {
        assertEquals(List.of("a 1.0.0", "b 1.0.0", "guest 1.0.0"), lab.active());
        for (String each : List.of("a", "b", "guest")) {
            Bundle bundle = lab.hands.find(each).orElseThrow();
            assertEquals(1, bundle.getRegisteredServices().length, each);
        }
        Journal journal = lab.journal();
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(journal.state(), journal.current(), journal.refused()));
        assertEquals(0, lab.restarts.get());
    }

    private static Jar guest() {
        return Jar.of("guest", "2.0.0");
    }

    private static Jar good(String name, String version) throws Exception {
        return Jar.of(name, version).component(Good.class, Runnable.class);
    }
}
