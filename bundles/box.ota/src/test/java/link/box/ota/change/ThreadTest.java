package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for a change may go; the change goes on. */
@Timeout(120)
class ThreadTest {
    @TempDir
    Path root;
    private Lab lab;
    private Swap swap;
    private Release release;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        watch(Duration.ofSeconds(4));
        lab.flash(good("a", "1.0.0"));
        release = lab.release(1, lab.stored(good("a", "1.1.0")));
        swap = new Swap(lab::parts, Duration.ofMillis(100));
        idle();
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void who_is_interrupted_is_told_that_it_goes_on() throws Exception {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        Thread asking = new Thread(() -> told.complete(swap.to(release, false)));
        asking.start();
        watched();
        asking.interrupt();
        assertEquals(new Outcome(Kind.RESTARTING, "the change to release 1 goes on"), told.get());
        idle();
        assertEquals(1, swap.journal().current());
    }

    @Test
    void a_second_change_is_refused_while_one_is_on_its_way() throws Exception {
        Future<Outcome> first = CompletableFuture.supplyAsync(() -> swap.to(release, false));
        watched();
        assertEquals(new Outcome(Kind.LATER, "nothing was changed: another change is on its way"), swap.to(release, false));
        assertEquals(Kind.LATER, swap.back().kind());
        assertEquals(Kind.DONE, first.get().kind());
    }

    @Test
    void when_the_box_is_stopped_in_the_middle_the_old_set_is_the_one_to_start() throws Exception {
        Future<Outcome> first = CompletableFuture.supplyAsync(() -> swap.to(release, false));
        watched();
        swap.stop();
        assertEquals(new Outcome(Kind.RESTARTING, "the Box is stopped in the midst of the change to release 1"), first.get());
        assertEquals(State.APPLYING, swap.journal().state());
        assertEquals(0, swap.journal().cutOff().current());
        assertEquals(List.of(0, List.of("a 1.1.0")), List.of(lab.restarts.get(), lab.active()));
    }

    @Test
    void a_proof_that_the_disk_does_not_take_is_written_when_it_does() throws Exception {
        watch(Duration.ofMillis(800));
        lab.files.write(Journal.image().trial(1).tried());
        Path full = Files.createDirectories(lab.directory.resolve("journal.new/full"));
        swap = new Swap(lab::parts, Duration.ofMillis(100));
        Thread.sleep(1500);
        assertEquals(List.of(State.TRIAL, 0), List.of(swap.journal().state(), lab.restarts.get()));
        Files.delete(full);
        idle();
        assertEquals(List.of(State.SETTLED, 0), List.of(swap.journal().state(), lab.restarts.get()));
    }

    private void watch(Duration time) {
        lab.times = Lab.times(Duration.ofSeconds(20), time);
    }

    /** The change is made, and is being watched. */
    private void watched() throws InterruptedException {
        await(() -> lab.active().equals(List.of("a 1.1.0")));
    }

    /** No change is on its way. */
    private void idle() throws InterruptedException {
        await(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(each -> each.getName().startsWith("box-ota: change to")));
    }

    private static void await(BooleanSupplier moment) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!moment.getAsBoolean()) {
            assertTrue(System.nanoTime() < end);
            Thread.sleep(10);
        }
    }

    private static Jar good(String name, String version) throws Exception {
        return Jar.of(name, version).component(Good.class, Runnable.class);
    }
}
