package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.access.ConnectionClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashRoomTest {
    private final HashRoom room = new HashRoom();
    private final ExecutorService threads = Executors.newFixedThreadPool(50);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void p6_of_fifty_at_once_one_is_hashed_two_wait_and_the_rest_come_again() throws Exception {
        CountDownLatch refused = new CountDownLatch(47);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                Optional<Boolean> done = room.run(ConnectionClass.ON_LINK, () -> hash(refused));
                done.ifPresentOrElse(each -> { }, refused::countDown);
                return done.orElse(false);
            }));
        }
        int hashed = 0;
        for (Future<Boolean> each : all) {
            hashed += each.get(20, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertEquals(3, hashed);
        assertEquals(1, most.get());
    }

    @Test
    void p6_who_waits_from_outside_takes_no_place_from_home() throws Exception {
        CountDownLatch refused = new CountDownLatch(2);
        List<Future<Optional<Boolean>>> outside = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        Future<Optional<Boolean>> first = threads.submit(() -> room.run(ConnectionClass.ON_LINK, () -> {
            begun.countDown();
            return hash(refused);
        }));
        begun.await();
        for (int i = 0; i < 3; i++) {
            outside.add(threads.submit(() -> {
                Optional<Boolean> done = room.run(ConnectionClass.TUNNEL, () -> true);
                done.ifPresentOrElse(each -> { }, refused::countDown);
                return done;
            }));
        }
        assertTrue(first.get(20, TimeUnit.SECONDS).orElseThrow());
        assertTrue(room.run(ConnectionClass.PRIVATE, () -> true).orElseThrow());
        int done = 0;
        for (Future<Optional<Boolean>> each : outside) {
            done += each.get(20, TimeUnit.SECONDS).isPresent() ? 1 : 0;
        }
        assertEquals(1, done);
    }

    /** Takes until the others have been refused. */
    private boolean hash(CountDownLatch refused) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            return refused.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        } finally {
            inside.decrementAndGet();
        }
    }
}
