package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.common.release.StartedSet;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal names another set than the launcher has started: on a full disk it goes back without a note. */
@Timeout(30)
class NotStartedTest {
    @TempDir
    Path root;
    private Lab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.flash(good("1.0.0"));
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void a_set_that_was_not_started_is_never_proven_and_the_way_back_is_noted() throws Exception {
        lab.parts().transaction().to(update(1, "1.1.0"), true);
        lab.files.write(lab.journal().tried());
        Lab.started(0);
        lab.parts().transaction().resume();
        assertEquals(List.of(State.SETTLED, 0L, 0L, OptionalLong.of(1)), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().proven(), lab.journal().refused()));
        assertEquals(1, lab.restarts.get(), "the planned one alone");
    }

    @Test
    void a_set_of_which_the_disk_took_no_try_is_tried_again_later_and_refused_the_third_time() throws Exception {
        update(1, "1.1.0");
        for (int times = 1; times <= 3; times++) {
            assertEquals(OptionalLong.empty(), lab.journal().refused());
            lab.files.write(lab.journal().trial(1));
            Lab.started(0);
            lab.parts().transaction().resume();
            assertEquals(List.of(State.SETTLED, 0L), List.of(lab.journal().state(), lab.journal().current()));
            Postponed postponed = Postponed.read(lab.directory).orElseThrow();
            assertEquals(List.of(1L, times), List.of(postponed.set(), postponed.times()));
        }
        assertEquals(OptionalLong.of(1), lab.journal().refused());
        assertTrue(lab.journal().reason().contains("the disk took no note"), lab.journal().reason());
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void one_of_which_the_disk_took_the_first_try_and_not_the_second_is_put_off_too() throws Exception {
        update(1, "1.1.0");
        lab.files.write(lab.journal().trial(1).tried());
        Lab.started(0);
        System.setProperty(StartedSet.PUT_OFF, "1");
        lab.parts().transaction().resume();
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.empty()), List.of(lab.journal().state(), lab.journal().current(),
                lab.journal().refused()));
        assertEquals(1, Postponed.read(lab.directory).orElseThrow().times());
    }

    @Test
    void a_set_that_was_not_started_is_no_ground_for_a_change() throws Exception {
        update(1, "1.1.0");
        lab.files.write(Journal.image().trial(1).tried().settled());
        Lab.started(0);
        assertEquals(0, new Swap(lab::parts, Duration.ofSeconds(1)).journal().current());
        assertEquals(Kind.DONE, lab.to(update(2, "1.2.0")).kind());
        assertEquals(List.of(State.TRIAL, 2L, 0L, 0L), List.of(lab.journal().state(), lab.journal().current(), lab.journal().proven(),
                lab.journal().previous()));
        lab.parts().transaction().resume();
        assertEquals(2, lab.journal().current(), "what came hot runs");
    }

    @Test
    void nothing_is_decided_while_what_was_started_cannot_be_noted() throws Exception {
        update(1, "1.1.0");
        Journal trial = Journal.image().trial(1).tried();
        lab.files.write(trial);
        Lab.started(0);
        Path full = Files.createDirectories(lab.directory.resolve("journal.new/full"));
        assertThrows(IOException.class, () -> lab.parts().transaction().resume());
        assertEquals(Kind.LATER, lab.to(update(2, "1.2.0")).kind());
        assertEquals(Kind.LATER, lab.parts().transaction().back().kind());
        assertEquals(List.of(trial, 0), List.of(lab.journal(), lab.restarts.get()));
        Files.delete(full);
        lab.parts().transaction().resume();
        assertEquals(trial.back("it was not started, and that could not be noted at once"), lab.journal());
    }

    @Test
    void a_change_that_the_start_has_cut_off_takes_no_further_restart() throws Exception {
        update(1, "1.1.0");
        lab.files.write(lab.journal().applying(1));
        Lab.started(0);
        lab.parts().transaction().resume();
        assertEquals(List.of(State.SETTLED, 0), List.of(lab.journal().state(), lab.restarts.get()));
    }

    private Release update(long sequence, String version) throws Exception {
        return lab.release(sequence, lab.stored(good(version)));
    }

    private static Jar good(String version) throws Exception {
        return Jar.of("a", version).component(Good.class, Runnable.class);
    }
}
