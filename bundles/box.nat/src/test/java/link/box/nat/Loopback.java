package link.box.nat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;

/** Questions to a router that is played on loopback. */
public final class Loopback {
    private static final Inet4Address HERE = (Inet4Address) InetAddress.getLoopbackAddress();
    /** The Box and its router. */
    public static final Router ROUTER = new Router(HERE, HERE);

    private Loopback() {
    }

    /** Asks with more time than a test takes. @return what the router told */
    public static String ask(Question question) throws IOException {
        return question.ask(ROUTER, new Deadline(System::nanoTime, Duration.ofSeconds(20))).getHostAddress();
    }

    /** Asks with a clock that goes on by so much at each look. */
    public static String ask(Question question, Duration tick) throws IOException {
        AtomicLong clock = new AtomicLong();
        return question.ask(ROUTER, new Deadline(() -> clock.addAndGet(tick.toNanos()), Duration.ofSeconds(8))).getHostAddress();
    }
}
