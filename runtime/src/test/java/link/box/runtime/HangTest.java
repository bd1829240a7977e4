package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread hangs in the code of a bundle; when it is ended, and what is started next. */
class HangTest {
    private static final BootSet SETTLED = new BootSet(41, false, List.of());
    private static final BootSet TRIAL = new BootSet(42, true, List.of());

    @TempDir
    Path folder;
    private final List<Integer> halts = new ArrayList<>();
    private final Lamp lamp = new Lamp();
    private final Thread starter = new Thread(lamp, "starter");
    private Bundles bundles;

    /** Goes from one place to another each time it is told, and waits there. */
    private static final class Lamp implements Runnable {
        private final SynchronousQueue<Object> moves = new SynchronousQueue<>();
        private final AtomicInteger moved = new AtomicInteger();

        @Override
        public void run() {
            try {
                while (true) {
                    moves.take();
                    moved.incrementAndGet();
                    moves.take();
                    moved.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        starter.start();
        awaitPlace();
    }

    @AfterEach
    void end() {
        starter.interrupt();
        bundles.close();
    }

    private void awaitPlace() throws InterruptedException {
        while (starter.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }

    private void move() throws InterruptedException {
        int next = lamp.moved.get() + 1;
        lamp.moves.put(new Object());
        while (lamp.moved.get() < next) {
            Thread.sleep(1);
        }
        awaitPlace();
    }

    /** @param owner the bundle of whose code the thread is */
    private Hang hang(BootSet set, String owner) throws Exception {
        bundles = new Bundles(folder, Jar.of(owner).with(Lamp.class), Jar.of("org.example.door"));
        Files.createDirectories(bundles.directory());
        return new Hang(set, bundles.container, new Quarantine(bundles.directory()), new Failures(bundles.directory()), starter,
                halts::add);
    }

    private static void until(Hang hang, int... seconds) {
        Arrays.stream(seconds).forEach(each -> hang.lasts(Duration.ofSeconds(each)));
    }

    private void hasTwentyWhileItMoves(Hang hang) throws InterruptedException {
        for (int second = 1; second < 20; second++) {
            until(hang, second);
            move();
        }
        assertEquals(List.of(), halts);
        until(hang, 20);
        assertEquals(List.of(75), halts);
    }

    private boolean leftOut() {
        return new Quarantine(bundles.directory()).holds(bundles.container.bundles().get(0).file());
    }

    @Test
    void an_integrators_bundle_that_does_not_move_is_left_out_after_five_seconds() throws Exception {
        Hang hang = hang(SETTLED, "org.example.lamp");
        until(hang, 1, 2, 3, 4);
        assertEquals(List.of(), halts);
        until(hang, 5);
        assertEquals(List.of(75), halts);
        assertTrue(leftOut());
        assertEquals(0, new Failures(bundles.directory()).of(41), "it is not the release's fault");
    }

    @Test
    void one_that_moves_has_twenty() throws Exception {
        Hang hang = hang(SETTLED, "org.example.lamp");
        hasTwentyWhileItMoves(hang);
        assertTrue(leftOut());
    }

    @Test
    void one_of_the_products_own_has_a_minute_and_the_release_counts_it() throws Exception {
        Hang hang = hang(SETTLED, "link.box.lamp");
        until(hang, 2, 5, 10, 20, 59);
        assertEquals(List.of(), halts);
        until(hang, 60);
        assertEquals(List.of(75), halts);
        assertFalse(leftOut());
        assertEquals(1, new Failures(bundles.directory()).of(41));
    }

    @Test
    void on_trial_nothing_is_left_out_for_the_whole_release_is_given_up() throws Exception {
        until(hang(TRIAL, "org.example.lamp"), 2, 4, 5);
        assertEquals(List.of(75), halts);
        assertFalse(leftOut());
    }

    @Test
    void on_trial_the_products_own_has_ten_seconds() throws Exception {
        Hang hang = hang(TRIAL, "link.box.lamp");
        until(hang, 2, 5, 9);
        assertEquals(List.of(), halts);
        until(hang, 10);
        assertEquals(List.of(75), halts);
        assertEquals(0, new Failures(bundles.directory()).of(42));
    }

    @Test
    void on_trial_the_products_own_has_twenty_while_it_moves() throws Exception {
        Hang hang = hang(TRIAL, "link.box.lamp");
        hasTwentyWhileItMoves(hang);
    }

    @Test
    void where_it_cannot_be_noted_the_start_hangs_on_for_it_would_only_hang_again() throws Exception {
        Hang hang = hang(SETTLED, "org.example.lamp");
        Flashed.block(bundles.directory().resolve("quarantine"));
        until(hang, 2, 4, 5, 20, 100);
        assertEquals(List.of(), halts);
    }
}
