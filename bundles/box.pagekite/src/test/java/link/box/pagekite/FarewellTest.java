package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import link.box.common.kite.Limits;
import link.box.common.kite.Sockets;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One flight of our own client, as it ends. */
@Timeout(180)
class FarewellTest {
    private static final String HOST = "remote.abc.box.test";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = SOON.multipliedBy(2);

    private final Clockwork clockwork = new Clockwork(new ManualWorker(), 1);
    private Tower tower;
    private PlainBox box;
    private Sockets sockets;
    private BuiltinFlight flight;

    @BeforeEach
    void fly() throws IOException {
        tower = new Tower();
        box = new PlainBox();
        sockets = new Sockets("test", 1, Duration.ofSeconds(5), 1 << 20);
        InetSocketAddress far = here(Integer.parseInt(tower.address().split(":")[1]));
        Candidate to = new Candidate(new HostPort("127.0.0.1", far.getPort()), far, far.getAddress());
        flight = new BuiltinFlight(new Route(HOST, to, here(box.port()), null, ""),
                new Handshake(List.of("https:" + HOST), "SECRET"), sockets, Limits.ofBox(), () -> { });
        flight.begin();
        clockwork.until("flies", SOON, () -> flight.flies() && tower.flying() == 1);
    }

    @AfterEach
    void end() throws IOException {
        flight.stop(Duration.ZERO);
        sockets.close();
        tower.close();
        box.close();
    }

    @Test
    void the_frontend_is_told_and_those_who_are_inside_get_their_last_answers() throws Exception {
        try (Socket inside = tower.visit(HOST, box)) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> flight.stop(LONG));
            clockwork.until("the frontend is told", SOON, () -> tower.heard("X-Box-Lands: 1\r\n"));
            inside.getOutputStream().write("the last answer".getBytes());
            clockwork.until("it passes", SOON, () -> tower.heard("the last answer"));
            assertFalse(end.isDone(), "somebody is inside");
            tower.say("SID: 5\r\nEOF: 1WR\r\n");
            end.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void one_who_stays_is_cut_off() throws Exception {
        try (Socket inside = tower.visit(HOST, box)) {
            flight.stop(Duration.ofMillis(50));
            assertEquals(-1, inside.getInputStream().read());
        }
    }

    private static InetSocketAddress here(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
