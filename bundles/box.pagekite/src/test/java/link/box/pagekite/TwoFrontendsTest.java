package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import link.box.api.tunnel.Tunnel;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own client with two frontends: it leaves one for the other, and when the other flies. */
@Timeout(180)
class TwoFrontendsTest {
    private static final String HOST = "remote.abc.box.test";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 1);
    private final Clockwork fast = new Clockwork(worker, 5);
    private Registry registry;
    private Tower first;
    private Tower second;
    private Tower there;
    private String thereAddress;
    private PlainBox box;
    private Supervisor supervisor;

    @BeforeEach
    void begin() throws IOException {
        registry = new Registry("link.box.pagekite", folder);
        first = new Tower();
        second = new Tower();
        box = new PlainBox();
        Path file = Secrets.write(folder, "SECRET");
        supervisor = new Supervisor(registry.context(), Settings.of(PagekiteConfig.class,
                Map.of("engine", "builtin", "frontend", first.address() + ", " + second.address(), "secret_file", file.toString(),
                        "tunnel_port", box.port(), "frontend_address", "192.0.2.1, 192.0.2.2", "frontend_tls", false)));
        supervisor.setWorker(worker);
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
        clockwork.until("flies", SOON, () -> !at().isEmpty());
    }

    @AfterEach
    void end() throws IOException {
        supervisor.stop();
        first.close();
        second.close();
        box.close();
    }

    @Test
    void it_flies_at_one_of_them_and_only_there() {
        assertEquals(1, first.flying() + second.flying());
    }

    @Test
    void one_that_dies_is_left_for_the_other_at_once() throws Exception {
        long since = worker.nanos();
        here().close();
        clockwork.until("flies there", SOON, () -> there.flying() == 1 && at().equals(thereAddress));
        assertFalse(there.heard("X-PageKite-Replace"), "it may be of somebody else, whom our sessions there are no matter of");
        assertTrue(worker.nanos() - since < Duration.ofSeconds(1).toNanos(), "after " + Duration.ofNanos(worker.nanos() - since));
    }

    @Test
    void one_that_falls_silent_is_left_within_five_seconds_and_its_streams_are_not_cut() throws Exception {
        Tower left = here();
        try (Socket inside = left.visit(HOST, box)) {
            left.freeze();
            long since = worker.nanos();
            clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
            assertTrue(worker.nanos() - since < Duration.ofSeconds(5).toNanos(), "after " + Duration.ofNanos(worker.nanos() - since));
            left.thaw();
            pass(Duration.ofSeconds(100));
            inside.getOutputStream().write("still here".getBytes());
            clockwork.until("it passes", SOON, () -> left.heard("still here"));
        }
    }

    @Test
    void going_back_cuts_no_stream_that_was_left_there() throws Exception {
        Tower left = here();
        try (Socket inside = left.visit(HOST, box)) {
            left.freeze();
            clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
            left.thaw();
            pass(Duration.ofSeconds(20));
            there.freeze();
            clockwork.until("flies here again", SOON, () -> !at().equals(thereAddress));
            assertEquals(1, left.flown());
            pass(Duration.ofSeconds(80));
            inside.getOutputStream().write("still here".getBytes());
            clockwork.until("it passes", SOON, () -> left.heard("still here"));
        }
    }

    @Test
    void after_a_false_alarm_one_that_falls_silent_is_left_within_five_seconds_too() throws Exception {
        Tower left = here();
        left.freeze();
        clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
        left.thaw();
        clockwork.until("time passes", SOON, after(Duration.ofSeconds(6)));
        there.freeze();
        long since = worker.nanos();
        clockwork.until("flies here again", SOON, () -> !at().equals(thereAddress));
        assertTrue(worker.nanos() - since < Duration.ofSeconds(5).toNanos(), "after " + Duration.ofNanos(worker.nanos() - since));
    }

    @Test
    void one_that_leaves_just_after_another_was_left_is_told_in_time() throws Exception {
        Tower left = here();
        supervisor.unreached("nobody comes");
        clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
        there.say("NOOP: 1\r\nX-Box-Leaves: 75\r\n");
        long since = worker.nanos();
        clockwork.until("tells it", SOON, () -> there.heard("X-Box-Moves: 1\r\n"));
        assertTrue(worker.nanos() - since < Duration.ofSeconds(2).toNanos(), "after " + Duration.ofNanos(worker.nanos() - since));
        clockwork.until("flies here again", SOON, () -> !at().equals(thereAddress));
        assertEquals(1, left.flown());
    }

    @Test
    void a_complaint_about_one_that_is_being_left_does_not_end_the_next_flight() throws Exception {
        Tower left = here();
        clockwork.until("flies there", SOON, () -> {
            supervisor.unreached("nobody comes");
            return at().equals(thereAddress);
        });
        assertEquals(2, left.flown() + there.flown());
    }

    @Test
    void where_all_look_silent_it_does_not_go_to_and_fro() throws Exception {
        first.freeze();
        second.freeze();
        pass(Duration.ofSeconds(16));
        assertEquals(2, first.flown() + second.flown());
    }

    @Test
    void one_that_leaves_is_told_that_we_move_and_goes_on_until_nobody_comes_by_the_old_record() throws Exception {
        Tower left = here();
        left.say("NOOP: 1\r\nX-Box-Leaves: 75\r\n");
        clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
        assertTrue(left.heard("X-Box-Moves: 1\r\n"));
        pass(Duration.ofSeconds(60));
        assertEquals(1, left.flying());
        left.visit(HOST, box).close();
        left.say("SID: 5\r\nEOF: 1WR\r\n");
        fast.until("nothing flies here any more", SOON, () -> left.flying() == 0);
    }

    @Test
    void one_that_leads_nobody_here_is_left_and_if_no_other_does_it_is_tried_anew() throws Exception {
        Tower left = here();
        supervisor.unreached("nobody comes");
        clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
        int before = left.flown() + there.flown();
        supervisor.unreached("nobody comes there, too");
        clockwork.until("flies anew", SOON, () -> left.flown() + there.flown() > before && !at().isEmpty());
        supervisor.unreached("nobody comes");
        // not fast: who answers a ping late is left, too
        clockwork.until("time passes", SOON, after(Duration.ofSeconds(20)));
        assertEquals(before + 1, left.flown() + there.flown(), "not again and again");
    }

    @Test
    void one_that_the_zone_leads_nobody_to_is_left() throws Exception {
        here();
        InMemoryZone zone = new InMemoryZone(Set.of());
        zone.forbid(at());
        record(zone);
        clockwork.until("flies there", SOON, () -> at().equals(thereAddress));
        record(zone);
        worker.run();
        assertEquals(List.of(thereAddress), zone.records().get(HOST + " A"));
    }

    @Test
    void when_its_bundle_goes_the_frontend_is_told() throws Exception {
        Tower left = here();
        supervisor.stop();
        fast.until("it is told", SOON, () -> left.heard("X-Box-Lands: 1\r\n"));
    }

    @Test
    void a_visitor_who_stays_does_not_keep_its_bundle_from_going() throws Exception {
        try (Socket inside = here().visit(HOST, box)) {
            CompletableFuture.runAsync(supervisor::stop).get(20, TimeUnit.SECONDS);
            assertEquals(-1, inside.getInputStream().read());
        }
    }

    private void record(InMemoryZone zone) {
        new TunnelRecord(registry.context(), new FakeIdentity("abc", "box.test"), zone, supervisor, registry.of(Tunnel.class).get(0), worker);
    }

    private void pass(Duration time) {
        fast.until("time passes", Duration.ofSeconds(40), after(time));
    }

    private BooleanSupplier after(Duration time) {
        long end = worker.nanos() + time.toNanos();
        return () -> worker.nanos() > end;
    }

    private Tower here() {
        boolean one = at().equals("192.0.2.1");
        thereAddress = one ? "192.0.2.2" : "192.0.2.1";
        there = one ? second : first;
        return one ? first : second;
    }

    private String at() {
        List<Tunnel> tunnels = registry.of(Tunnel.class);
        return tunnels.isEmpty() ? "" : tunnels.get(0).frontend().getHostAddress();
    }
}
