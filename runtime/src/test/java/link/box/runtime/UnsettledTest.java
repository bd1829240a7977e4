package link.box.runtime;

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
    private long written;

    @BeforeEach
    void watch() {
        unsettled = new Unsettled(folder, 42, Duration.ofMinutes(5), () -> now);
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
