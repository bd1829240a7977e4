package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import link.box.ota.change.guest.Throwing;
import link.box.ota.health.HealthGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The power goes, or the disk is full, at each write of a change: the next start finds the old set or the new one, whole. */
@Timeout(120)
class CutTest {
    @TempDir
    Path root;

    /** What ends everything at once; nobody catches it. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** How one write goes wrong. */
    private enum Way {
        CUT_BEFORE, CUT_AFTER, /** From then on. */ DISK_FULL
    }

    /** A ledger whose n-th write goes wrong. */
    private record Failing(Ledger real, int[] left, Way way) implements Ledger {
        private interface Write {
            void run() throws IOException;
        }

        private void run(Write write) throws IOException {
            int now = left[0]--;
            if (now > 0 || now < 0 && way != Way.DISK_FULL) {
                write.run();
                return;
            }
            if (way == Way.DISK_FULL) {
                throw new IOException("No space left on device");
            }
            if (way == Way.CUT_AFTER) {
                write.run();
            }
            throw new PowerCut();
        }

        @Override
        public Journal journal() throws IOException {
            return real.journal();
        }

        @Override
        public Journal step(UnaryOperator<Journal> arrow) throws IOException {
            Journal[] after = new Journal[1];
            run(() -> after[0] = real.step(arrow));
            return after[0];
        }

        @Override
        public Optional<Before> before(long set) {
            return real.before(set);
        }

        @Override
        public Set<String> leftOut() throws IOException {
            return real.leftOut();
        }

        @Override
        public void write(Before before) throws IOException {
            run(() -> real.write(before));
        }

        @Override
        public Optional<Postponed> postponed() {
            return real.postponed();
        }

        @Override
        public void write(Postponed postponed) throws IOException {
            run(() -> real.write(postponed));
        }

        @Override
        public void prune() throws IOException {
            run(real::prune);
        }
    }

    /** A change that is cut, told by its name. */
    private interface Change {
        void run(Lab lab, Transaction transaction) throws Exception;
    }

    @Test
    void a_change_that_goes_well() throws Exception {
        assertEquals(Set.of(0L, 1L), everywhere("update", (lab, transaction) -> transaction.to(release(lab, Good.class), false)));
    }

    @Test
    void a_change_that_is_put_back() throws Exception {
        assertEquals(Set.of(0L), everywhere("put back", (lab, transaction) -> transaction.to(release(lab, Throwing.class), false)));
    }

    @Test
    void a_change_by_a_restart() throws Exception {
        assertEquals(Set.of(0L, 1L), everywhere("restart", (lab, transaction) -> transaction.to(release(lab, Good.class), true)));
    }

    @Test
    void a_way_back() throws Exception {
        assertEquals(Set.of(0L, 1L), everywhere("back", (lab, transaction) -> {
            lab.to(release(lab, Good.class));
            transaction.back();
        }));
    }

    @Test
    void a_trial_that_is_proven() throws Exception {
        assertEquals(Set.of(1L), everywhere("trial", (lab, transaction) -> {
            lab.to(release(lab, Good.class));
            lab.files.write(lab.journal().tried());
            transaction.resume();
        }));
    }

    @Test
    void a_full_disk_leaves_what_runs_and_what_is_written_the_same() throws Exception {
        for (int n = 0; ; n++) {
            try (Lab lab = lab("full" + n)) {
                int[] left = {n};
                Outcome outcome = lab.parts(new Failing(Ledger.in(lab.directory, lab.files), left, Way.DISK_FULL)).transaction()
                        .to(release(lab, Good.class), false);
                boolean taken = outcome.kind() == Kind.DONE;
                assertEquals(List.of(taken ? "a 2.0.0" : "a 1.0.0", "b 1.0.0"), lab.active(), "write " + n + ": " + outcome);
                assertEquals(taken ? 1 : 0, started(lab), "write " + n + ": " + outcome);
                if (left[0] >= 0) {
                    System.out.println("figure: the disk was full from each of " + n + " writes on");
                    return;
                }
            }
        }
    }

    /** @return the sets that were found at the starts after the cuts */
    private Set<Long> everywhere(String what, Change change) throws Exception {
        Set<Long> found = new HashSet<>();
        int cuts = 0;
        for (Way way : List.of(Way.CUT_BEFORE, Way.CUT_AFTER)) {
            boolean cut = true;
            for (int n = 0; cut; n++) {
                try (Lab lab = lab(what + way + n)) {
                    int[] left = {n};
                    Transaction transaction = lab.parts(new Failing(Ledger.in(lab.directory, lab.files), left, way)).transaction();
                    cut = n < 20 && run(change, lab, transaction);
                    cuts += cut ? 1 : 0;
                    found.add(started(lab));
                }
            }
        }
        assertTrue(cuts >= 4, cuts + " cuts");
        System.out.println("figure: " + what + " was cut at each write, " + cuts + " times");
        return found;
    }

    private static boolean run(Change change, Lab lab, Transaction transaction) throws Exception {
        try {
            change.run(lab, transaction);
            return false;
        } catch (PowerCut e) {
            return true;
        }
    }

    /** What the launcher would start: each file of it is what its document names. */
    private static long started(Lab lab) throws IOException {
        Journal journal = lab.journal();
        journal = journal.state() == State.APPLYING ? journal.cutOff() : journal;
        for (long set : new long[] {journal.current(), journal.proven(), journal.previous()}) {
            for (Member each : new Sets(lab.home, lab.files).of(set)) {
                Archive.checkBytes(each.jar(), each.named());
            }
        }
        return journal.current();
    }

    private Lab lab(String name) throws Exception {
        Lab lab = new Lab(Files.createDirectories(root.resolve(name)));
        lab.times = new HealthGate.Times(Duration.ofMillis(60), Duration.ofMillis(20), Duration.ofMillis(5));
        lab.flash(Jar.of("a", "1.0.0").component(Good.class, Runnable.class), Jar.of("b", "1.0.0").component(Good.class, Runnable.class));
        return lab;
    }

    private static Release release(Lab lab, Class<?> component) throws Exception {
        return lab.release(1, lab.stored(Jar.of("a", "2.0.0").component(component, Runnable.class)), lab.flashed("b"));
    }
}
