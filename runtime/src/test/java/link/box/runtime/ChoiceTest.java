package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import link.box.common.image.BundleFile;
import link.box.common.release.Journal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is started, for each state of the journal, and what the journal says afterwards. */
class ChoiceTest {
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

    private static void runs(long sequence, BootSet set) {
        assertEquals(sequence, set.sequence());
    }

    @Test
    void without_a_journal_the_image_is_started_and_nothing_is_written() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        BootSet set = sets.choose(false, Optional.of("whatever"));
        runs(0, set);
        assertEquals(List.of("link.box.a", "link.box.b"), set.bundles().stream().map(BundleFile::name).toList());
        assertFalse(sets.journaled());
    }

    @Test
    void a_set_that_is_settled_is_started_in_its_order_with_what_the_image_has_taken_from_there() throws Exception {
        box.journal(RUNS_41);
        BootSet set = box.choose();
        runs(41, set);
        assertFalse(set.trial());
        List<Path> jars = List.of(box.jar(41), box.home.resolve("bundles/link.box.a.jar"));
        assertEquals(jars, set.bundles().stream().map(BundleFile::file).toList());
        assertEquals(2, set.bundles().get(0).startLevel());
        assertEquals("1.0.41", set.bundles().get(0).version());
        assertEquals(box.here(RUNS_41), box.journal());
    }

    @Test
    void a_change_that_was_cut_off_leaves_the_old_set_and_is_refused_the_second_time() throws Exception {
        box.journal(RUNS_41.applying(42));
        runs(41, box.choose());
        assertEquals(Journal.State.SETTLED, box.journal().state());
        assertEquals(OptionalLong.empty(), box.journal().refused());
        box.journal(box.journal().applying(42));
        runs(41, box.choose());
        assertEquals(OptionalLong.of(42), box.journal().refused());
    }

    @Test
    void a_change_that_is_cut_off_while_the_old_set_is_on_trial_itself_counts_its_try() throws Exception {
        box.journal(Journal.image().trial(41).applying(42));
        BootSet set = box.choose();
        runs(41, set);
        assertTrue(set.trial());
        assertEquals(1, box.journal().tries());
    }

    @Test
    void a_set_on_trial_is_started_twice_each_time_noted_before_and_then_given_up() throws Exception {
        box.journal(RUNS_41.trial(42));
        for (int tries = 1; tries <= 2; tries++) {
            BootSet set = box.choose();
            runs(42, set);
            assertTrue(set.trial());
            assertEquals(tries, box.journal().tries());
        }
        BootSet set = box.choose();
        runs(41, set);
        assertFalse(set.trial());
        assertEquals(OptionalLong.of(42), box.journal().refused());
        assertEquals(41, box.journal().current());
        assertTrue(box.journal().reason().contains("twice"), box.journal().reason());
    }

    @Test
    void a_set_on_trial_that_hung_is_not_tried_again() throws Exception {
        box.journal(RUNS_41.trial(42).tried());
        runs(41, box.choice().make(false, Optional.of("it hung")));
        assertEquals(OptionalLong.of(42), box.journal().refused());
        assertEquals("it hung", box.journal().reason());
    }

    @Test
    void a_set_that_was_not_yet_started_is_not_given_up_for_what_hung_before_it() throws Exception {
        box.journal(RUNS_41.trial(42));
        runs(42, box.choice().make(false, Optional.of("the set before hung when it was to stop")));
        assertEquals(1, box.journal().tries());
    }

    @Test
    void a_set_that_settled_after_all_is_kept_in_spite_of_a_complaint() throws Exception {
        box.journal(RUNS_41);
        runs(41, box.choice().make(false, Optional.of("it hung")));
        assertEquals(box.here(RUNS_41), box.journal());
    }

    @Test
    void a_try_that_cannot_be_noted_is_not_made() throws Exception {
        box.journal(RUNS_41.trial(42));
        Flashed.block(box.directory.resolve("journal"));
        runs(41, box.choose());
        assertEquals(0, box.journal().tries());
    }

    @Test
    void a_new_set_with_one_byte_changed_is_refused_and_the_proven_one_is_started() throws Exception {
        box.journal(RUNS_41.trial(42));
        Flashed.damage(box.jar(42));
        runs(41, box.choose());
        assertEquals(OptionalLong.of(42), box.journal().refused());
        assertTrue(box.journal().reason().contains("SHA-256"), box.journal().reason());
    }

    @Test
    void a_new_set_of_which_a_bundle_or_the_document_is_missing_is_refused() throws Exception {
        box.journal(RUNS_41.trial(42));
        Files.delete(box.jar(42));
        runs(41, box.choose());
        box.journal(RUNS_41.trial(43));
        runs(41, box.choose());
        assertEquals(OptionalLong.of(43), box.journal().refused());
    }

    @Test
    void a_document_that_somebody_else_signed_or_that_was_changed_is_refused() throws Exception {
        box.forge(43);
        box.journal(RUNS_41.trial(43));
        runs(41, box.choose());
        Flashed.damage(box.files.document(42));
        box.journal(RUNS_41.trial(42));
        runs(41, box.choose());
    }

    @Test
    void a_document_under_another_number_is_refused() throws Exception {
        Files.copy(box.files.document(42), box.files.document(50));
        box.journal(RUNS_41.trial(50));
        runs(41, box.choose());
    }

    @Test
    void a_set_for_a_newer_launcher_is_refused() throws Exception {
        box.release(43, "0.2.0");
        box.journal(RUNS_41.trial(43));
        runs(41, box.choose());
        assertTrue(box.journal().reason().contains("it needs the launcher 0.2.0"), box.journal().reason());
    }

    @Test
    void a_settled_set_that_is_damaged_leads_to_the_image_and_may_be_fetched_again() throws Exception {
        box.journal(RUNS_41.seen(42));
        Flashed.damage(box.jar(41));
        runs(0, box.choose());
        assertEquals(0, box.journal().current());
        assertEquals(OptionalLong.empty(), box.journal().refused());
        assertEquals(42, box.journal().highest());
    }

    @Test
    void where_both_sets_are_damaged_the_image_is_started() throws Exception {
        box.journal(RUNS_41.trial(42).seen(42));
        Flashed.damage(box.jar(41));
        Flashed.damage(box.jar(42));
        runs(0, box.choose());
        assertEquals(OptionalLong.of(42), box.journal().refused());
        assertEquals(42, box.journal().highest());
    }

    @Test
    void an_image_without_keys_believes_no_release() throws Exception {
        box.journal(RUNS_41);
        Files.delete(box.home.resolve("etc/release.jwks"));
        runs(0, box.choose());
    }

    @Test
    void a_damaged_journal_gives_what_it_said_before_and_two_give_the_image() throws Exception {
        box.journal(RUNS_41);
        box.journal(RUNS_41.trial(42));
        Files.writeString(box.directory.resolve("journal"), "rubbish");
        runs(41, box.choose());
        Files.writeString(box.directory.resolve("journal"), "rubbish");
        Files.writeString(box.directory.resolve("journal.previous"), "rubbish");
        runs(0, box.choose());
        assertEquals(box.here(Journal.image()), box.journal());
    }

    @Test
    void the_way_back_is_taken_even_if_it_cannot_be_noted() throws Exception {
        box.journal(RUNS_41.trial(42).tried().tried());
        Flashed.block(box.directory.resolve("journal"));
        runs(41, box.choose());
        runs(41, box.choose());
    }

    @Test
    void whether_a_way_back_could_be_written_is_known_before_it_is_taken() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        assertTrue(sets.writable());
        assertFalse(Files.exists(box.directory.resolve("probe")));
        Flashed.block(box.directory.resolve("probe"));
        assertFalse(sets.writable());
    }

    @Test
    void a_set_is_on_trial_from_its_first_start_until_it_settles() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        BootSet set = new BootSet(42, true, List.of());
        box.journal(RUNS_41.trial(42).tried());
        assertTrue(sets.tried(set));
        assertFalse(sets.tried(new BootSet(41, true, List.of())));
        box.journal(RUNS_41.trial(42).tried().settled());
        assertFalse(sets.tried(set));
    }

    @Test
    void a_set_of_which_something_was_replaced_hot_is_not_what_was_settled() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        BootSet set = new BootSet(41, false, List.of());
        assertFalse(sets.settled(set));
        box.journal(RUNS_41);
        assertTrue(sets.settled(set));
        box.journal(RUNS_41.applying(42));
        assertFalse(sets.settled(set));
        box.journal(RUNS_41.applying(42).trial(42));
        assertFalse(sets.settled(set));
    }

    @Test
    void a_box_that_is_stopped_on_trial_as_often_as_one_likes_gives_nothing_up() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        box.journal(RUNS_41.trial(42));
        for (int stops = 0; stops < 4; stops++) {
            BootSet set = box.choose();
            runs(42, set);
            sets.takeBack(set);
        }
        assertEquals(box.here(RUNS_41.trial(42)), box.journal());
    }

    @Test
    void a_box_that_is_stopped_in_the_midst_of_a_change_as_often_as_one_likes_gives_nothing_up() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        box.journal(RUNS_41);
        for (int stops = 0; stops < 4; stops++) {
            BootSet set = box.choose();
            runs(41, set);
            box.journal(box.journal().applying(42));
            sets.takeBack(set);
        }
        assertEquals(box.here(RUNS_41), box.journal());
    }

    @Test
    void what_is_started_is_told_whatever_the_journal_says() throws Exception {
        Sets sets = new Sets(new Image(box.home), folder.resolve("data"));
        sets.choose(false, Optional.empty());
        assertEquals("0", System.getProperty("box.set"));
        box.release(43, Launcher.version());
        box.journal(Journal.image().trial(43).tried().settled().trial(44).tried().tried());
        Flashed.block(box.directory.resolve("journal"));
        sets.choose(false, Optional.empty());
        assertEquals("43", System.getProperty("box.set"));
        assertEquals(44, box.journal().current());
    }
}
