package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.startlevel.BundleStartLevel;

/** What comes to a good end, and what is refused before anything is touched. */
@Timeout(30)
class SwapTest {
    @TempDir
    Path root;
    private Lab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.flash(good("a", "1.0.0"), good("b", "1.0.0"));
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void a_bundle_is_replaced_while_the_others_run() throws Exception {
        Outcome outcome = lab.to(lab.release(1, lab.stored(good("a", "1.1.0")), lab.flashed("b")));
        assertEquals(new Outcome(Kind.DONE, "release 1 runs"), outcome);
        assertEquals(List.of("a 1.1.0", "b 1.0.0"), lab.active());
        assertEquals(Set.of("a"), Set.copyOf(lab.touched));
        Journal journal = lab.journal();
        assertEquals(List.of(State.TRIAL, 1L, 0L, 0L, 0), List.of(journal.state(), journal.current(), journal.proven(), journal.previous(),
                journal.tries()));
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void bundles_come_and_go() throws Exception {
        assertEquals(Kind.DONE, lab.to(lab.release(1, lab.flashed("a"), lab.stored(good("c", "1.0.0")))).kind());
        assertEquals(List.of("a 1.0.0", "c 1.0.0"), lab.active());
        assertEquals(Set.of("b", "c"), Set.copyOf(lab.touched));
    }

    @Test
    void another_build_of_the_same_version_is_another_bundle() throws Exception {
        assertEquals(Kind.DONE, lab.to(lab.release(1, lab.stored(good("a", "1.0.0").header("Build", "2")), lab.flashed("b"))).kind());
        assertEquals("2", lab.hands.find("a").orElseThrow().getHeaders().get("Build"));
    }

    @Test
    void a_start_level_changes_without_a_stop() throws Exception {
        Member a = lab.flashed("a");
        Member moved = new Member(new NamedBundle("a", "1.0.0", 3, "test", a.named().size(), a.named().sha256()), a.jar());
        assertEquals(Kind.DONE, lab.to(lab.release(1, moved, lab.flashed("b"))).kind());
        assertEquals(3, lab.hands.find("a").orElseThrow().adapt(BundleStartLevel.class).getStartLevel());
        assertEquals(Set.of(), Set.copyOf(lab.touched));
    }

    @Test
    void what_runs_already_is_left_alone() throws Exception {
        Release release = lab.release(1, lab.stored(good("a", "1.1.0")), lab.flashed("b"));
        lab.to(release);
        lab.touched.clear();
        assertEquals(new Outcome(Kind.DONE, "release 1 runs already"), lab.to(release));
        assertEquals(Set.of(), Set.copyOf(lab.touched));
    }

    @Test
    void one_that_needs_a_newer_api_is_refused_before_anything_is_touched() throws Exception {
        Jar newer = good("a", "1.1.0").header("Import-Package", "link.box.api.tunnel;version=\"[9.1,10)\",java.util");
        Outcome outcome = lab.to(lab.release(1, lab.stored(newer), lab.flashed("b")));
        assertEquals(Kind.REFUSED, outcome.kind());
        assertTrue(outcome.words().contains("a 1.1.0 needs link.box.api.tunnel [9.1.0,10.0.0), which no bundle of the release exports"),
                outcome.words());
        untouched();
        assertEquals(OptionalLong.of(1), lab.journal().refused());
    }

    @Test
    void one_whose_jar_is_missing_or_changed_is_refused_before_anything_is_touched() throws Exception {
        Member a = lab.stored(good("a", "1.1.0"));
        Release release = lab.release(1, a, lab.flashed("b"));
        Files.write(a.jar(), new byte[] {1}, StandardOpenOption.APPEND);
        assertEquals(Kind.LATER, lab.to(release).kind());
        Files.delete(a.jar());
        assertEquals(Kind.LATER, lab.to(release).kind());
        untouched();
        assertEquals(OptionalLong.empty(), lab.journal().refused(), "it may be fetched again");
    }

    @Test
    void a_release_without_the_hand_that_updates_would_be_the_last_one() throws Exception {
        lab.flash(good("link.box.ota", "1.0.0"));
        assertEquals(Kind.REFUSED, lab.to(lab.release(1, lab.flashed("a"), lab.flashed("b"))).kind());
        assertEquals(List.of("a 1.0.0", "b 1.0.0", "link.box.ota 1.0.0"), lab.active());
    }

    @Test
    void without_room_for_the_frameworks_copies_nothing_is_touched_and_it_may_come_later() throws Exception {
        lab.free = 1 << 20;
        Outcome outcome = lab.to(lab.release(1, lab.stored(good("a", "1.1.0")), lab.flashed("b")));
        assertEquals(Kind.LATER, outcome.kind());
        assertTrue(outcome.words().contains("there is no room to replace the bundles"), outcome.words());
        untouched();
        lab.free = 2 << 20;
        assertEquals(Kind.DONE, lab.to(lab.release(1, lab.stored(good("a", "1.1.0")), lab.flashed("b"))).kind());
    }

    private void untouched() throws Exception {
        assertEquals(List.of("a 1.0.0", "b 1.0.0"), lab.active());
        assertEquals(Set.of(), Set.copyOf(lab.touched));
        assertEquals(State.SETTLED, lab.journal().state());
        assertEquals(0, lab.journal().current());
        assertEquals(0, lab.restarts.get());
        assertFalse(Files.exists(lab.directory.resolve("before")));
    }

    private static Jar good(String name, String version) throws Exception {
        return Jar.of(name, version).component(Good.class, Runnable.class);
    }
}
