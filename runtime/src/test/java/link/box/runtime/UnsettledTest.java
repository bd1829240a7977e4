package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsettledTest {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();

    @TempDir
    Path folder;
    private Unsettled unsettled;
    private long now = -5;
    private boolean writable = true;
    private int probes;
    private long written;

    @BeforeEach
    void watch() {
        unsettled = new Unsettled(folder, 42, Duration.ofMinutes(5), () -> {
            probes++;
            return writable;
        }, () -> now);
    }

    private void write(Journal journal) throws Exception {
        new ReleaseFiles(folder).write(journal);
        Files.setLastModifiedTime(folder.resolve("journal"), FileTime.fromMillis(++written));
    }

    private boolean after(int minutes) {
        now += Duration.ofMinutes(minutes).toNanos();
        return unsettled.tooLong();
    }

    @Test
    void a_trial_and_a_change_have_five_minutes() throws Exception {
        write(RUNS_41.trial(42).tried());
        assertFalse(after(0));
        assertFalse(after(5));
        assertTrue(after(1));
        write(RUNS_41.applying(42));
        assertFalse(after(0));
        assertTrue(after(6));
    }

    @Test
    void other_news_in_the_journal_gives_no_more_time() throws Exception {
        write(RUNS_41.applying(42));
        assertFalse(after(0));
        write(RUNS_41.applying(42).seen(43));
        assertTrue(after(6));
    }

    @Test
    void after_a_full_disk_the_five_minutes_begin_again() throws Exception {
        write(RUNS_41.trial(42).tried());
        assertFalse(after(0));
        writable = false;
        for (int minute = 0; minute < 20; minute++) {
            assertFalse(after(1));
        }
        writable = true;
        assertFalse(after(0), "the second there is room again");
        assertFalse(after(4), "box.ota proves it anew");
        assertTrue(after(2));
    }

    @Test
    void a_disk_that_was_full_for_less_than_five_minutes_counts_too() throws Exception {
        write(RUNS_41.trial(42).tried());
        assertFalse(after(0));
        writable = false;
        assertFalse(after(4));
        writable = true;
        assertFalse(after(4));
        assertTrue(after(2));
    }

    @Test
    void a_disk_that_is_full_at_the_last_moment_is_met_then() throws Exception {
        write(RUNS_41.trial(42).tried());
        assertFalse(after(0));
        assertFalse(after(5));
        writable = false;
        now += 1;
        assertFalse(unsettled.tooLong());
    }

    @Test
    void the_disk_is_written_to_once_a_minute_and_only_while_something_is_unsettled() throws Exception {
        write(RUNS_41.trial(42).tried());
        for (int second = 0; second < 299; second++) {
            now += Duration.ofSeconds(1).toNanos();
            assertFalse(unsettled.tooLong());
        }
        assertEquals(4, probes);
        write(RUNS_41.trial(42).tried().settled());
        assertFalse(after(60));
        assertEquals(4, probes);
    }

    @Test
    void what_is_settled_or_came_hot_may_stay_as_it_is() throws Exception {
        assertFalse(after(6), "no journal");
        write(RUNS_41.trial(42).tried());
        assertFalse(after(0));
        write(RUNS_41.trial(42).tried().settled());
        assertFalse(after(60));
        write(RUNS_41.applying(42).trial(42));
        assertFalse(after(0));
        assertFalse(after(60));
    }

    @Test
    void a_set_that_was_not_started_is_not_waited_for() throws Exception {
        write(RUNS_41.trial(43).tried());
        assertFalse(after(0));
        assertFalse(after(60));
    }

    @Test
    void a_damaged_journal_is_no_reason_to_start_again() throws Exception {
        Files.writeString(folder.resolve("journal"), "rubbish");
        assertFalse(after(0));
        assertFalse(after(60));
    }
}
