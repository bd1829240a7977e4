package link.box.bench.mirrors;

import java.util.function.LongSupplier;

/**
 * A client that comes again and again, each time as if it were the first: it asks for the first name that it was told. If the answer is
 * not the Box's address (a client notices by the certificate, or gets no connection), it asks for that name once more after a second,
 * then for the others in their order, and so on until one is right. <em>Waited</em> is the time from a visit's begin to its first right
 * answer: 0 if the first answer is right. A change of the address ends a visit that is under way: it is <em>cut</em>, and waited at least
 * so long. While the address has changed and nobody has been told, visits go on (and fill caches), but count for nothing.
 *
 * <p>A naive client also asks for every name that it was ever told, every two seconds, like a tab that is left open.
 *
 * <p>For one thread.
 */
final class Visitor {
    private static final long RETRY_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 500;
    private static final long NAIVE_MILLIS = 2_000;

    private final String resolver;
    private final Cell cell;
    private final Resolution resolution;
    private final Log log;
    private final LongSupplier millis;
    private final long pause;
    private Announced known;
    private long begun;
    private boolean waiting;
    private long wandered;

    /** What becomes known of visits. */
    interface Log {
        /** @param right whether that is the Box's address; null where there is no right and wrong */
        void answer(String resolver, Cell cell, String name, String answer, Boolean right);

        /**
         * @param waited milliseconds
         * @param firstRight whether the visit's first answer was right
         * @param cut whether it was not over
         */
        void visit(String resolver, Cell cell, int change, long waited, boolean firstRight, boolean cut);
    }

    /**
     * @param millis a clock that never jumps
     * @param pause milliseconds between visits
     */
    Visitor(String resolver, Cell cell, Resolution resolution, Log log, LongSupplier millis, long pause) {
        this.resolver = resolver;
        this.cell = cell;
        this.resolution = resolution;
        this.log = log;
        this.millis = millis;
        this.pause = pause;
    }

    /**
     * Comes, or goes on with a visit.
     *
     * @return in how many milliseconds to call again
     */
    long tick() {
        Announced news = cell.announced();
        boolean goesOn = waiting && news.change() == known.change() && !news.changing();
        if (!goesOn) {
            leave();
        }
        known = news;
        long next = goesOn ? goOn() : come();
        if (cell.naive() && millis.getAsLong() - wandered >= NAIVE_MILLIS) {
            wandered = millis.getAsLong();
            cell.learned().forEach(this::right);
        }
        return next;
    }

    private long come() {
        begun = millis.getAsLong();
        boolean right = right(known.names().get(0));
        if (known.changing() || cell.announced() != known) {
            return pause;
        }
        waiting = !right;
        if (right) {
            log.visit(resolver, cell, known.change(), 0, true, false);
        }
        return right ? pause : RETRY_MILLIS;
    }

    /** Once more the first name, then the others. */
    private long goOn() {
        boolean right = known.names().stream().anyMatch(this::right);
        if (right) {
            waiting = false;
            log.visit(resolver, cell, known.change(), millis.getAsLong() - begun, false, false);
        }
        return right ? pause : AGAIN_MILLIS;
    }

    /** Ends a visit that is under way. */
    void leave() {
        if (waiting) {
            waiting = false;
            log.visit(resolver, cell, known.change(), millis.getAsLong() - begun, false, true);
        }
    }

    /** Asks, and says whether the answer is the Box's address. */
    private boolean right(String name) {
        String answer = resolution.ask(name);
        boolean right = answer.equals(known.address());
        boolean counts = !known.changing() && cell.announced() == known;
        log.answer(resolver, cell, cell.brief(name), answer, counts ? right : null);
        return right;
    }
}
