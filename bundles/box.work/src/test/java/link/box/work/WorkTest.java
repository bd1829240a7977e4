package link.box.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.work.Job;
import link.box.api.work.JobReport;
import link.box.api.work.RetryAfter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkTest {
    private final Pool pool = new Pool();
    private final Queue<Work> ended = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        pool.stop();
    }

    private Work work(Job job) {
        Work work = new Work(pool, "link.box.some", "do it", job, Pace.once(), ended::add);
        pool.add(work);
        return work;
    }

    private void awaitRun() throws InterruptedException {
        assertEquals("run", ran.poll(10, TimeUnit.SECONDS));
    }

    /** The report is written just after the run: yield until it is. */
    private JobReport awaitFailures(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (pool.list().get(0).failures() != count || (count > 0 && pool.list().get(0).next().isEmpty())) {
            assertTrue(System.nanoTime() < end, "failures: " + pool.list());
            Thread.onSpinWait();
        }
        return pool.list().get(0);
    }

    @Test
    void a_failure_is_reported_and_tried_again_and_forgotten_after_success() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Work work = work(() -> {
            ran.add("run");
            if (runs.incrementAndGet() == 1) {
                throw new IOException("no luck");
            }
        });
        work.kick();
        awaitRun();
        JobReport report = awaitFailures(1);
        assertEquals("no luck", report.trouble().orElseThrow());
        assertTrue(report.next().isPresent());
        work.kick();
        awaitRun();
        assertTrue(awaitFailures(0).trouble().isEmpty());
    }

    @Test
    void an_error_does_not_end_the_job() throws Exception {
        Work work = work(() -> {
            ran.add("run");
            throw new AssertionError("even this");
        });
        work.kick();
        awaitRun();
        awaitFailures(1);
        work.kick();
        awaitRun();
        assertEquals("even this", awaitFailures(2).trouble().orElseThrow());
    }

    @Test
    void a_kick_during_a_run_makes_one_more_run_and_never_two_at_once() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger parallel = new AtomicInteger();
        Work work = work(() -> {
            assertEquals(1, parallel.incrementAndGet());
            inside.countDown();
            goOn.await();
            parallel.decrementAndGet();
            ran.add("run");
        });
        work.kick();
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        work.kick();
        work.kick();
        goOn.countDown();
        awaitRun();
        awaitRun();
        assertEquals(0, awaitFailures(0).failures());
        assertEquals(null, ran.poll(200, TimeUnit.MILLISECONDS), "two kicks during a run are one more run");
    }

    @Test
    void cancel_interrupts_and_ends_it() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Work work = work(() -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ran.add("interrupted");
                throw e;
            }
        });
        work.kick();
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        work.cancel();
        assertEquals("interrupted", ran.poll(10, TimeUnit.SECONDS));
        assertTrue(pool.list().isEmpty());
        assertEquals(1, ended.size(), "nobody keeps it");
    }

    @Test
    void a_run_may_ask_to_be_repeated_soon() throws Exception {
        Work[] work = new Work[1];
        AtomicInteger runs = new AtomicInteger();
        work[0] = work(() -> {
            ran.add("run");
            if (runs.incrementAndGet() == 1) {
                work[0].kickAfter(Duration.ofMillis(10));
            }
        });
        work[0].kick();
        awaitRun();
        awaitRun();
    }

    @Test
    void the_network_coming_back_leaves_a_time_that_the_server_has_set() throws Exception {
        Work work = work(() -> {
            ran.add("run");
            throw new RetryAfter("come back later", Duration.ofHours(2));
        });
        work.kick();
        awaitRun();
        JobReport before = awaitFailures(1);
        pool.networkIsBack();
        assertEquals(before.next(), pool.list().get(0).next());
    }
}
