package link.box.nat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
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
        return ask(question, Duration.ofSeconds(20));
    }

    /** Asks for so long at most. */
    public static String ask(Question question, Duration most) throws IOException {
        return question.ask(ROUTER, new Deadline(System::nanoTime, most)).getHostAddress();
    }

    /** Asks by this clock, for 8 s. */
    public static String ask(Question question, LongSupplier clock) throws IOException {
        return question.ask(ROUTER, new Deadline(clock, Duration.ofSeconds(8))).getHostAddress();
    }

    /** @return a clock that goes on by so much at each look */
    public static LongSupplier ticking(Duration tick) {
        AtomicLong clock = new AtomicLong();
        return () -> clock.addAndGet(tick.toNanos());
    }
}
