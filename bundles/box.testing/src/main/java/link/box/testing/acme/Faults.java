package link.box.testing.acme;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What goes wrong next, by kind of request; as the test says, at any time, from any thread. */
public final class Faults {
    private final Map<Kind, Deque<Script>> scripts = new EnumMap<>(Kind.class);
    private final Runnable release;
    private Duration retryAfter = Duration.ofHours(1);
    private Random random = new Random(0);
    private int badNonces;

    Faults(Runnable release) {
        this.release = release;
    }

    /** The next requests of this kind fail so; after those that were to fail before. */
    public synchronized void next(Kind kind, Fault fault, int times) {
        if (!fault.suits(kind)) {
            throw new IllegalArgumentException(fault + " is no fault of " + kind);
        }
        scripts.computeIfAbsent(kind, any -> new ArrayDeque<>()).addLast(new Script(fault, times));
    }

    /** All requests of this kind fail so, until {@link #clear}. */
    public synchronized void always(Kind kind, Fault fault) {
        next(kind, fault, Integer.MAX_VALUE);
    }

    /** This share of signed requests is told that its nonce is bad, at random from a seed. */
    public synchronized void badNonces(int percent, long seed) {
        badNonces = percent;
        random = new Random(seed);
    }

    /** The Retry-After of faults that have one. Default: one hour. */
    public synchronized void retryAfter(Duration delay) {
        retryAfter = delay;
    }

    /** All is well again; who hangs still does. */
    public synchronized void clear() {
        scripts.clear();
        badNonces = 0;
    }

    /** Closes the connections of those who hang. */
    public void release() {
        release.run();
    }

    synchronized Optional<Fault> take(Kind kind) {
        Deque<Script> waiting = scripts.getOrDefault(kind, new ArrayDeque<>());
        Script script = waiting.peekFirst();
        if (script == null) {
            return Optional.empty();
        }
        script.left--;
        if (script.left == 0) {
            waiting.removeFirst();
        }
        return Optional.of(script.fault);
    }

    synchronized boolean badNonce() {
        return badNonces > 0 && random.nextInt(100) < badNonces;
    }

    /** @return what the client gets for a fault that is the same everywhere */
    synchronized Answer answer(Fault fault) {
        return switch (fault) {
            case HTML -> Answer.text(200, "text/html", "<html><body>Please log in to this network.</body></html>");
            case ERROR -> Answer.text(500, "text/html", "<html><body>Internal error</body></html>");
            case ERROR_EXPLAINED -> new Problem(500, "serverInternal", "as the test has ordered").answer();
            case UNAVAILABLE -> Answer.text(503, "text/html", "<html><body>Back soon</body></html>").retryAfter(Optional.of(retryAfter));
            case RATE_LIMITED -> Problem.rateLimited("as the test has ordered", retryAfter).answer();
            case NOT_FOUND -> new Problem(404, "malformed", "as the test has ordered").answer();
            case CLOSED -> Answer.in(Answer.Manner.CLOSED);
            case HUNG -> Answer.in(Answer.Manner.HUNG);
            case ENDLESS -> Answer.in(Answer.Manner.ENDLESS);
            default -> throw new IllegalArgumentException(fault + " is made where it happens");
        };
    }

    private static final class Script {
        private final Fault fault;
        private int left;

        private Script(Fault fault, int times) {
            this.fault = fault;
            this.left = times;
        }
    }
}
