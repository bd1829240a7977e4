package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import link.box.api.tunnel.Tunnel;
import link.box.common.image.Quarantined;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import link.box.ota.change.guest.Throwing;
import link.box.ota.health.Vital;
import link.box.ota.health.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** What takes a restart; what is gone on with after one; and the way back. */
@Timeout(30)
class RestartTest {
    @TempDir
    Path root;
    private Lab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.flash(Jar.of("words", "1.0.0").header("Export-Package", "shared.words"),
                good("user", "1.0.0").header("Import-Package", "shared.words"), good("a", "1.0.0"), good("link.box.api", "1.0.0"));
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void what_would_stop_others_takes_a_restart() throws Exception {
        Outcome outcome = lab.to(lab.release(1, lab.stored(Jar.of("words", "1.1.0").header("Export-Package", "shared.words")),
                lab.flashed("user"), lab.flashed("a"), lab.flashed("link.box.api")));
        restarts(outcome, "with words it would also stop user");
    }

    @Test
    void what_is_removed_under_others_is_refused_or_takes_a_restart() throws Exception {
        restarts(lab.to(lab.release(1, lab.flashed("user"), lab.flashed("a"), lab.flashed("link.box.api"))), "it would also stop user");
    }

    @Test
    void what_everything_stands_on_takes_a_restart_whoever_uses_it() throws Exception {
        restarts(lab.to(lab.release(1, lab.flashed("words"), lab.flashed("user"), lab.flashed("a"),
                lab.stored(good("link.box.api", "1.1.0")))), "link.box.api changes, on which the others stand");
    }

    @Test
    void what_is_left_out_is_tried_again_by_a_start() throws Exception {
        Files.writeString(lab.directory.resolve(Quarantined.FILE), "lib " + "0".repeat(64) + " it hung\n");
        restarts(lab.to(update(1, "1.1.0", lab.stored(good("lib", "2.0.0")))), "lib is left out now");
    }

    @Test
    void what_is_not_started_without_it_is_so_too() throws Exception {
        System.setProperty(Quarantined.STRANDED, "needs");
        try {
            restarts(lab.to(update(1, "1.1.0", lab.stored(good("needs", "2.0.0")))), "needs is left out now");
        } finally {
            System.clearProperty(Quarantined.STRANDED);
        }
    }

    @Test
    void what_is_left_out_stays_so_when_others_change() throws Exception {
        Files.writeString(lab.directory.resolve(Quarantined.FILE), "lib " + "0".repeat(64) + " it hung\n");
        assertEquals(Kind.DONE, lab.to(update(1, "1.1.0")).kind());
    }

    @Test
    void a_set_is_proven_though_the_one_before_it_cannot_be_read_nor_how_the_box_was() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.to(update(2, "1.2.0"));
        lab.files.write(lab.journal().tried());
        Files.writeString(lab.files.document(1), "damaged");
        Files.writeString(lab.directory.resolve("before"), "version: 99\nof a later version\n");
        lab.parts().transaction().resume();
        assertEquals(List.of(State.SETTLED, 2L), List.of(lab.journal().state(), lab.journal().current()));
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void a_vendor_may_want_one() throws Exception {
        restarts(lab.parts().transaction().to(update(1, "1.1.0"), true), "its vendor wants it");
    }

    @Test
    void both_ends_of_a_package_together_are_changed_without() throws Exception {
        Outcome outcome = lab.to(lab.release(1, lab.stored(Jar.of("words", "2.0.0").header("Export-Package", "shared.words;version=2.0")),
                lab.stored(good("user", "2.0.0").header("Import-Package", "shared.words;version=2.0")), lab.flashed("a"),
                lab.flashed("link.box.api")));
        assertEquals(Kind.DONE, outcome.kind(), outcome.words());
        assertEquals(List.of("a 1.0.0", "link.box.api 1.0.0", "user 2.0.0", "words 2.0.0"), lab.active());
    }

    @Test
    void a_set_is_proven_when_it_stays_well_after_a_start() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.files.write(lab.journal().tried());
        lab.parts().transaction().resume();
        assertEquals(List.of(State.SETTLED, 1L, 1L), List.of(lab.journal().state(), lab.journal().current(), lab.journal().proven()));
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void what_came_hot_is_not_proven_before_a_start() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.parts().transaction().resume();
        assertEquals(State.TRIAL, lab.journal().state());
    }

    @Test
    void a_set_that_is_not_well_after_its_restart_is_given_up() throws Exception {
        lab.times = Lab.IMPATIENT;
        lab.parts().transaction().to(update(1, "1.1.0"), true);
        lab.files.write(lab.journal().tried());
        lab.hands.find("a").orElseThrow().stop(Bundle.STOP_TRANSIENT);
        lab.parts().transaction().resume();
        assertEquals(2, lab.restarts.get());
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused()));
        assertTrue(lab.journal().reason().contains("the bundle a was well: it is not active"), lab.journal().reason());
    }

    @Test
    void a_later_start_asks_nothing_of_the_outside() throws Exception {
        Tunnel fact = new Tunnel("remote.abc.box.test", 443, InetAddress.getLoopbackAddress());
        later(Tunnel.class, lab.context().registerService(Tunnel.class, fact, null));
        assertEquals(State.SETTLED, lab.journal().state());
        assertEquals(1, lab.journal().current());
    }

    @Test
    void a_later_start_in_which_one_waits_for_another_bundle_and_did_not_before_is_the_end_of_it() throws Exception {
        lab.times = Lab.IMPATIENT;
        later(Callable.class, lab.context().registerService(Callable.class, () -> null, null));
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused()));
    }

    /** The service is gone at that start. */
    private void later(Class<?> type, ServiceRegistration<?> service) throws Exception {
        lab.flash(Jar.of("c", "1.0.0").component(Good.class, Runnable.class,
                "<reference name=\"other\" interface=\"" + type.getName() + "\"/>"));
        lab.parts().transaction().to(update(1, "1.1.0", lab.flashed("c")), true);
        lab.files.write(lab.journal().tried().tried());
        service.unregister();
        lab.parts().transaction().resume();
    }

    @Test
    void a_later_start_in_which_something_fails_is_the_end_of_it() throws Exception {
        lab.times = Lab.IMPATIENT;
        lab.parts().transaction().to(update(1, "1.1.0"), true);
        lab.files.write(lab.journal().tried().tried());
        lab.flash(Jar.of("thrower", "1.0.0").component(Throwing.class, null));
        lab.parts().transaction().resume();
        assertEquals(0, lab.journal().current());
    }

    @Test
    void the_owner_goes_back_and_it_is_not_taken_again_by_itself() throws Exception {
        lab.to(update(1, "1.1.0"));
        Outcome outcome = lab.parts().transaction().back();
        assertEquals(Kind.DONE, outcome.kind(), outcome.words());
        assertTrue(lab.active().contains("a 1.0.0"), lab.active().toString());
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1), "by the owner"), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused(), lab.journal().reason()));
        assertEquals(Kind.DONE, lab.to(update(2, "1.2.0")).kind());
        assertTrue(lab.active().contains("a 1.2.0"), lab.active().toString());
    }

    @Test
    void the_owner_goes_back_by_a_restart_while_a_set_is_on_trial() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.files.write(lab.journal().tried());
        assertEquals(Kind.RESTARTING, lab.parts().transaction().back().kind());
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused()));
    }

    @Test
    void the_set_that_is_announced_is_the_one_that_starts_though_another_one_is_proven() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.to(update(2, "1.2.0"));
        lab.files.write(lab.journal().tried());
        lab.parts().transaction().back();
        assertEquals(List.of(1L, 0L), List.of(lab.journal().current(), lab.journal().proven()));
        assertEquals(List.of(1L), lab.announced);
    }

    @Test
    void there_is_nothing_to_go_back_to_from_the_image() throws Exception {
        assertEquals(new Outcome(Kind.REFUSED, "nothing was changed: nothing is known that ran before the image"),
                lab.parts().transaction().back());
    }

    @Test
    void nothing_is_changed_while_a_set_is_on_trial_or_a_change_is_on_its_way() throws Exception {
        lab.to(update(1, "1.1.0"));
        lab.files.write(lab.journal().tried());
        assertEquals(Kind.REFUSED, lab.to(update(2, "1.2.0")).kind());
        lab.files.write(lab.journal().settled().applying(2));
        assertEquals(Kind.REFUSED, lab.to(update(2, "1.2.0")).kind());
        assertTrue(lab.active().contains("a 1.1.0"), lab.active().toString());
    }

    @Test
    void a_change_that_was_interrupted_in_the_middle_takes_a_restart() throws Exception {
        update(1, "1.1.0");
        lab.files.write(lab.journal().applying(1));
        lab.parts().transaction().resume();
        assertEquals(1, lab.restarts.get());
        assertEquals(State.APPLYING, lab.journal().state(), "the launcher starts the old set, and counts");
    }

    @Test
    void the_heir_of_the_bundle_that_began_goes_on_with_the_gate() throws Exception {
        inherit();
        assertEquals(List.of(State.TRIAL, 1L), List.of(lab.journal().state(), lab.journal().current()));
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void the_heir_restarts_with_what_ran_before_if_it_is_not_well() throws Exception {
        lab.times = Lab.IMPATIENT;
        lab.hands.find("a").orElseThrow().stop(Bundle.STOP_TRANSIENT);
        inherit();
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused()));
        assertEquals(1, lab.restarts.get());
    }

    @Test
    void the_heir_changes_to_the_next_one_as_any_other_does() throws Exception {
        Transaction heir = inherit();
        assertEquals(new Outcome(Kind.DONE, "release 2 runs"), heir.to(update(2, "1.2.0"), false));
        assertEquals(List.of(State.TRIAL, 2L), List.of(lab.journal().state(), lab.journal().current()));
    }

    private Transaction inherit() throws Exception {
        update(1, "1.1.0");
        lab.files.write(lab.journal().applying(1));
        Vital good = new Vital(Vital.Kind.BUNDLE, "a", "a");
        Ledger.in(lab.directory, lab.files).write(new Before(1, Before.Way.HEIR, new Vitals(Set.of(good), Map.of()), Set.of()));
        Transaction heir = lab.parts().transaction();
        heir.resume();
        return heir;
    }

    private Release update(long sequence, String version, Member... more) throws Exception {
        return lab.release(sequence, Stream.concat(Stream.of(lab.flashed("words"), lab.flashed("user"), lab.stored(good("a", version)),
                lab.flashed("link.box.api")), Stream.of(more)).toArray(Member[]::new));
    }

    private void restarts(Outcome outcome, String why) throws Exception {
        assertEquals(Kind.RESTARTING, outcome.kind(), outcome.words());
        assertTrue(outcome.words().contains(why), outcome.words());
        assertEquals(List.of(1L), lab.announced);
        assertEquals(1, lab.restarts.get());
        assertEquals(List.of(State.TRIAL, 1L, 0L, 0), List.of(lab.journal().state(), lab.journal().current(), lab.journal().proven(),
                lab.journal().tries()));
        assertEquals(Set.of(), Set.copyOf(lab.touched));
        Journal journal = lab.journal();
        assertEquals(Before.Way.RESTARTED, Before.read(lab.directory.resolve("before"), journal.current()).orElseThrow().way());
    }

    private static Jar good(String name, String version) throws Exception {
        return Jar.of(name, version).component(Good.class, Runnable.class);
    }
}
