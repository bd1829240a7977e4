package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once through the tunnel; the home is served all the same. */
class GatePressureTest {
    private static final String REMOTE = "remote.abc.box.test";
    private final List<Wire> wires = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(new FakeAccess());
    }

    @AfterEach
    void stop() throws Exception {
        lab.latch.countDown();
        for (Wire wire : wires) {
            wire.close();
        }
        lab.close();
    }

    @Test
    void slow_bodies_hold_no_thread() throws Exception {
        for (int i = 0; i < 250; i++) {
            send("POST /login HTTP/1.1", "Host: " + REMOTE, "Content-Length: 1000");
        }
        for (int round = 0; round < 3; round++) {
            wires.forEach(GatePressureTest::trickle);
            homeIsServedWithinTwoSeconds();
        }
        assertEquals(3, lab.reached.get(), "only whole bodies get in");
    }

    @Test
    void what_is_inside_at_once_has_a_limit() throws Exception {
        for (int i = 0; i < 32; i++) {
            send("GET /login?wait HTTP/1.1", "Host: " + REMOTE);
        }
        while (lab.reached.get() < 32) {
            Thread.onSpinWait();
        }
        Wire.Reply busy = lab.ask(lab.tunnel, REMOTE, "GET /login");
        assertEquals(503, busy.status());
        assertEquals("2", busy.headers().get("retry-after"));
        homeIsServedWithinTwoSeconds();
        lab.latch.countDown();
        for (Wire wire : wires) {
            assertEquals(200, wire.reply().status());
        }
        assertEquals(200, lab.ask(lab.tunnel, REMOTE, "GET /login").status());
    }

    /** While a bundle is updated a request may be passed on some times: that is one place, and none while it waits. */
    @Test
    void a_request_that_is_made_again_takes_one_place() throws Exception {
        for (int i = 0; i < 6; i++) {
            send("GET /d/lamp/gone HTTP/1.1", "Host: " + REMOTE, "Cookie: __Host-bx=user");
        }
        for (Wire wire : wires) {
            assertEquals(503, wire.reply().status());
        }
        assertEquals(6 * 7, lab.reached.get(), "none was refused a place");
    }

    @Test
    void who_finds_no_place_is_told_at_once() throws Exception {
        for (int i = 0; i < 32; i++) {
            send("GET /login?wait HTTP/1.1", "Host: " + REMOTE);
        }
        while (lab.reached.get() < 32) {
            Thread.onSpinWait();
        }
        AtomicInteger decisions = new AtomicInteger();
        lab.gate.arrived(new FakeAccess() {
            @Override
            public Optional<Caller> caller(Credential credential) {
                decisions.incrementAndGet();
                return super.caller(credential);
            }
        });
        assertEquals(503, lab.ask(lab.tunnel, REMOTE, "GET /d/lamp/", "Cookie: __Host-bx=user").status());
        assertEquals(1, decisions.get());
    }

    private static void trickle(Wire wire) {
        try {
            wire.send("a=b&");
        } catch (IOException e) {
            return; // its time was over: it has been ended
        }
    }

    private void send(String... lines) throws IOException {
        Wire wire = lab.wire(lab.tunnel, REMOTE);
        wires.add(wire);
        wire.send(lines);
    }

    private void homeIsServedWithinTwoSeconds() throws IOException {
        long start = System.nanoTime();
        assertEquals(204, lab.ask("GET /ping").status());
        assertEquals(200, lab.ask("GET /login").status());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis < 2_000, millis + " ms");
    }
}
