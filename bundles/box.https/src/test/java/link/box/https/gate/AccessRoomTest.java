package link.box.https.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.https.FakeAccess;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

class AccessRoomTest {
    private final AccessRoom room = new AccessRoom();
    private final AtomicInteger resumed = new AtomicInteger();
    private final Timers timers = new Timers();
    private Executor executor = Runnable::run;

    @Test
    void two_hundred_and_fifty_six_may_wait_and_no_more() {
        for (int i = 0; i < 256; i++) {
            assertTrue(hold());
        }
        assertFalse(hold());
        room.arrived(new FakeAccess());
        assertEquals(256, resumed.get());
        assertTrue(hold());
    }

    @Test
    void who_joins_as_access_arrives_does_not_wait_for_the_end() {
        room.arrived(new FakeAccess());
        hold();
        assertEquals(1, resumed.get());
    }

    @Test
    void each_goes_on_once_when_the_time_is_over() {
        hold();
        hold();
        timers.all.forEach(Runnable::run);
        room.arrived(new FakeAccess());
        assertEquals(2, resumed.get());
    }

    @Test
    void one_that_left_late_does_not_take_the_next_along() {
        FakeAccess old = new FakeAccess();
        FakeAccess next = new FakeAccess();
        room.arrived(old);
        room.arrived(next);
        room.left(old);
        assertSame(next, room.access());
        room.left(next);
        assertNull(room.access());
    }

    @Test
    void one_that_cannot_go_on_keeps_no_other_from_it() {
        executor = then -> {
            throw new RejectedExecutionException();
        };
        hold();
        executor = Runnable::run;
        hold();
        hold();
        room.arrived(new FakeAccess());
        assertEquals(2, resumed.get());
    }

    @Test
    void who_cannot_wait_takes_no_place() {
        timers.refuses = true;
        for (int i = 0; i < 300; i++) {
            assertFalse(hold());
        }
        timers.refuses = false;
        assertTrue(hold());
    }

    private boolean hold() {
        Executor own = executor;
        Components jetty = (Components) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Components.class},
                (proxy, method, args) -> method.getName().equals("getScheduler") ? timers : own);
        return room.hold(jetty, resumed::incrementAndGet);
    }

    private static final class Timers extends AbstractLifeCycle implements Scheduler {
        private final List<Runnable> all = new ArrayList<>();
        private boolean refuses;

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit units) {
            if (refuses) {
                throw new RejectedExecutionException();
            }
            all.add(task);
            return () -> true;
        }
    }
}
