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
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final WaitingRoom waiting = new WaitingRoom(Gatehouse.HOLD);
    private final AccessRoom room = new AccessRoom(waiting);
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
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
    void who_waits_for_something_else_goes_on_waiting() {
        AtomicInteger other = new AtomicInteger();
        waiting.hold(jetty(), () -> false, new Counted(new AtomicInteger(), other));
        hold();
        room.arrived(new FakeAccess());
        assertEquals(1, resumed.get());
        assertEquals(0, other.get());
        timers.all.forEach(Runnable::run);
        assertEquals(1, other.get());
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
        assertEquals(2, givenUp.get());
        assertEquals(0, resumed.get());
    }

    @Test
    void who_was_woken_goes_on_though_it_left_again() {
        List<Runnable> later = new ArrayList<>();
        executor = later::add;
        FakeAccess access = new FakeAccess();
        hold();
        room.arrived(access);
        room.left(access);
        later.forEach(Runnable::run);
        assertEquals(1, resumed.get());
        assertEquals(0, givenUp.get());
    }

    @Test
    void a_pause_ends_with_its_time() {
        waiting.pause(jetty(), 10, guest());
        room.arrived(new FakeAccess());
        assertEquals(0, resumed.get());
        timers.all.forEach(Runnable::run);
        assertEquals(1, resumed.get());
    }

    @Test
    void when_the_gate_stops_nobody_waits_any_more() throws Exception {
        Gate gate = new Gate(new Handler.Wrapper(), null, null, room, waiting, null, null, 0, "tunnel");
        gate.setServer(new Server());
        gate.start();
        for (int i = 0; i < 128; i++) {
            hold();
            waiting.pause(jetty(), 10, guest());
        }
        gate.stop();
        assertEquals(256, givenUp.get());
        hold();
        assertEquals(257, givenUp.get(), "nor does who comes late");
        gate.start();
        hold();
        room.arrived(new FakeAccess());
        assertEquals(1, resumed.get());
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
        return waiting.hold(jetty(), () -> room.access() != null, guest());
    }

    private WaitingRoom.Guest guest() {
        return new Counted(resumed, givenUp);
    }

    private Components jetty() {
        Executor own = executor;
        return (Components) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Components.class},
                (proxy, method, args) -> method.getName().equals("getScheduler") ? timers : own);
    }

    private record Counted(AtomicInteger on, AtomicInteger up) implements WaitingRoom.Guest {
        @Override
        public void goOn() {
            on.incrementAndGet();
        }

        @Override
        public void giveUp() {
            up.incrementAndGet();
        }
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
