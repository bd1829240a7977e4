package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {
    private final BlockingQueue<Duration> told = new LinkedBlockingQueue<>();

    @Test
    void it_is_told_for_how_long_there_was_no_progress_until_the_start_is_over() throws Exception {
        Object same = new Object();
        try (ProgressWatch watch = new ProgressWatch(() -> same, told::add)) {
            watch.start();
            Duration first = told.poll(5, TimeUnit.SECONDS);
            Duration second = told.poll(5, TimeUnit.SECONDS);
            assertTrue(first.toMillis() >= 100 && second.compareTo(first) > 0, first + ", " + second);
        }
        Thread.sleep(300);
        told.clear();
        Thread.sleep(500);
        assertEquals(0, told.size());
    }

    @Test
    void an_exception_is_not_the_end_of_it() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Object same = new Object();
        try (ProgressWatch watch = new ProgressWatch(() -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("for this test");
            }
            return same;
        }, time -> {
            told.add(time);
            throw new IllegalStateException("for this test");
        })) {
            watch.start();
            Duration first = told.poll(5, TimeUnit.SECONDS);
            assertTrue(first.compareTo(told.poll(5, TimeUnit.SECONDS)) < 0, "it goes on to count");
        }
    }

    @Test
    void it_is_not_told_while_there_is_progress() throws Exception {
        try (ProgressWatch watch = new ProgressWatch(Object::new, told::add)) {
            watch.start();
            Thread.sleep(700);
        }
        assertEquals(0, told.size());
    }
}
