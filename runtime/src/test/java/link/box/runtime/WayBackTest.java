package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import link.box.common.release.Journal;
import link.box.common.release.StartedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which set is started where the one of the journal does not start, was cut, or is of another image. */
class WayBackTest {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();

    @TempDir
    Path folder;
    private Flashed box;

    @BeforeEach
    void releases() throws Exception {
        box = new Flashed(folder);
        box.release(41);
        box.release(42);
    }

    @AfterEach
    void forget() {
        StartedSet.changes();
    }

    private static void runs(long sequence, BootSet set) {
        assertEquals(sequence, set.sequence());
    }

    @Test
    void a_start_that_was_cut_is_no_try_but_five_of_them_are_enough() throws Exception {
        box.journal(RUNS_41.trial(42));
        for (int starts = 0; starts < 5; starts++) {
            runs(42, box.cut());
        }
        assertEquals(1, box.journal().tries());
        runs(42, box.choose());
        runs(41, box.choose());
        assertEquals(OptionalLong.of(42), box.journal().refused(), "two real tries are two");
        box.journal(RUNS_41.trial(42));
        for (int starts = 0; starts < 5; starts++) {
            runs(42, box.cut());
        }
        runs(41, box.cut());
        assertTrue(box.journal().reason().contains("5 times"), box.journal().reason());
    }

    @Test
    void a_set_that_came_hot_and_was_well_is_what_the_next_one_goes_back_to() throws Exception {
        box.journal(Journal.image().trial(41).trial(42).tried().tried());
        BootSet set = box.choose();
        runs(41, set);
        assertTrue(set.trial(), "it has never been started");
        assertEquals(1, box.journal().tries());
        box.choose();
        runs(0, box.choose());
        assertEquals(OptionalLong.of(42), box.journal().refused());
    }

    @Test
    void a_settled_set_that_fails_twice_in_a_row_makes_way_for_the_one_before_and_then_the_image() throws Exception {
        box.journal(RUNS_41.trial(42).tried().settled());
        Failures failures = new Failures(box.directory);
        failures.add(42);
        runs(42, box.choose());
        failures.add(42);
        BootSet set = box.choose();
        runs(41, set);
        assertTrue(set.trial());
        assertEquals(OptionalLong.of(42), box.journal().refused());
        box.journal(RUNS_41);
        failures.add(41);
        failures.add(41);
        runs(0, box.choose());
        assertTrue(box.journal().reason().contains("did not start twice in a row"), box.journal().reason());
    }

    @Test
    void an_image_that_was_flashed_is_started_in_spite_of_the_journal_of_the_one_before() throws Exception {
        box.journal(RUNS_41.seen(41));
        runs(41, box.choose());
        runs(41, box.choose());
        Path list = box.home.resolve("lib/bundles.list");
        Files.writeString(list, Files.readString(list).replace(" link.box.b 1.0.0", " link.box.b 1.0.1"));
        runs(0, box.choose());
        assertEquals(41, box.journal().highest());
        box.journal(box.journal().trial(42).tried().settled());
        runs(42, box.choose());
    }

    @Test
    void a_settled_set_that_is_damaged_leads_to_the_one_before_if_that_is_whole() throws Exception {
        box.journal(RUNS_41.trial(42).tried().settled());
        Flashed.damage(box.jar(42));
        BootSet set = box.choose();
        runs(41, set);
        assertTrue(set.trial(), "if it was well nobody knows any more");
        assertEquals(OptionalLong.empty(), box.journal().refused());
        box.journal(RUNS_41.trial(42).tried().settled());
        Flashed.damage(box.jar(41));
        runs(0, box.choose());
    }

    @Test
    void a_set_that_a_full_disk_and_the_plug_put_off_is_told_so_that_nobody_refuses_it() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        box.release(43, Launcher.version());
        Journal tried = Journal.image().trial(43).tried().settled().trial(44).tried();
        box.journal(tried);
        Flashed.block(box.directory.resolve("journal"));
        runs(43, sets.choose(true, Optional.empty()));
        assertEquals("44", System.getProperty("box.put.off"));
        assertEquals(tried.postponed(), StartedSet.fitting(box.journal(), "why"));
        Flashed.free(box.directory.resolve("journal"));
        box.journal(tried.postponed());
        runs(43, sets.choose(false, Optional.empty()));
        assertNull(System.getProperty("box.put.off"));
    }

    @Test
    void of_two_that_are_put_off_the_first_is_told_for_nothing_else_tells_it() throws Exception {
        box.journal(RUNS_41.trial(42).trial(43).tried());
        Flashed.block(box.directory.resolve("journal"));
        Choice choice = box.choice();
        runs(41, choice.make(true, Optional.empty()));
        assertEquals(OptionalLong.of(43), choice.putOff());
    }
}
