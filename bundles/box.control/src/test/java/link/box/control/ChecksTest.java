package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final Registry registry = new Registry("link.box.control", Path.of("unused"));
    private final AtomicInteger threads = new AtomicInteger();
    private final ManualWorker worker = new ManualWorker() {
        @Override
        public void execute(Runnable command) {
            threads.incrementAndGet();
            new Thread(command).start();
        }
    };
    private final Checks checks = new Checks(registry.context(), worker, Duration.ofMillis(500));

    @Test
    void all_are_told_by_name_with_status_and_words() {
        offer("zone", () -> new Result(Status.TEMPORARILY_UNAVAILABLE, "it is down"));
        offer("clock", () -> {
            FormattingResultLog log = new FormattingResultLog();
            log.debug("boring");
            log.info("it is {}", "there");
            log.warn("it is late");
            return new Result(log);
        });
        assertEquals(List.of(new Check("clock", Status.WARN, "it is there; it is late"),
                new Check("zone", Status.TEMPORARILY_UNAVAILABLE, "it is down")), checks.run());
    }

    @Test
    void without_checks_there_is_nothing_to_tell() {
        assertEquals(List.of(), checks.run());
    }

    @Test
    void one_that_hangs_holds_nobody_and_costs_one_thread_however_often_it_is_asked() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        offer("hangs", () -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            gone.countDown();
            return new Result(Status.OK, "at last");
        });
        offer("well", () -> new Result(Status.OK, "here"));
        Check well = new Check("well", Status.OK, "here");
        assertEquals(List.of(Check.broken("hangs", "it does not answer within 500 ms"), well), checks.run());
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(Check.broken("hangs", "it still hangs since it was asked before"), well), checks.run());
        }
        assertEquals(1 + 11, threads.get());
        goOn.countDown();
        assertTrue(gone.await(10, TimeUnit.SECONDS));
        awaitAgain(new Check("hangs", Status.OK, "at last"));
    }

    /** Its thread ends just after the latch: ask until it has. */
    private void awaitAgain(Check expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!checks.run().get(0).equals(expected)) {
            assertTrue(System.nanoTime() < end, "it is asked again once it has ended");
        }
    }

    @Test
    void one_that_fails_is_told_and_the_others_go_on() {
        offer("a", () -> {
            throw new IllegalStateException("broken");
        });
        offer("b", () -> {
            throw new NoClassDefFoundError("some.Thing");
        });
        offer("c", () -> null);
        offer("d", () -> new Result(Status.OK, "here"));
        assertEquals(List.of(Check.broken("a", "it fails: java.lang.IllegalStateException: broken"),
                Check.broken("b", "it fails: java.lang.NoClassDefFoundError: some.Thing"), Check.broken("c", "it gives no result"),
                new Check("d", Status.OK, "here")), checks.run());
    }

    @Test
    void number_and_length_are_bounded() {
        for (int i = 0; i < 40; i++) {
            offer("x".repeat(100) + i, () -> new Result(Status.OK, "y".repeat(100_000)));
        }
        List<Check> all = checks.run();
        assertEquals(32, all.size());
        assertEquals(32, threads.get());
        assertEquals("x".repeat(64) + "...", all.get(0).name());
        assertEquals("y".repeat(1000) + "...", all.get(0).message());
    }

    @Test
    void a_check_without_a_name_is_told_too() {
        registry.offer((HealthCheck) () -> new Result(Status.OK, "here"), Map.of());
        assertEquals(List.of(new Check("null", Status.OK, "here")), checks.run());
    }

    @Test
    void without_a_free_thread_that_is_said() {
        Checks busy = new Checks(registry.context(), new ManualWorker() {
            @Override
            public void execute(Runnable command) {
                throw new RejectedExecutionException();
            }
        }, Duration.ofMillis(500));
        offer("clock", () -> new Result(Status.OK, "here"));
        assertEquals(List.of(Check.broken("clock", "all threads are busy")), busy.run());
        assertFalse(busy.run().isEmpty());
    }

    private void offer(String name, HealthCheck check) {
        registry.offer(check, Map.of(HealthCheck.NAME, name));
    }
}
