package link.box.bench.mirrors;

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
    private static final long NAIVE_MILLIS = 2_000;
    /** The scheduler's ticks are not exact. */
    private static final long SLACK_MILLIS = 20;

    private final String resolver;
    private final Cell cell;
    private final Resolution resolution;
    private final Log log;
    private Announced known;
    private long begun;
    private boolean waiting;
    private boolean retried;
    private long wandered;

    /** What becomes known of visits. */
    interface Log {
        /** @param right whether that is the Box's address; null where there is no right and wrong */
        void answer(String resolver, Cell cell, String name, String answer, Boolean right);

        /** @param waited milliseconds; @param firstRight whether the visit's first answer was right; @param cut it was not over */
        void visit(String resolver, Cell cell, int change, long waited, boolean firstRight, boolean cut);
    }

    Visitor(String resolver, Cell cell, Resolution resolution, Log log) {
        this.resolver = resolver;
        this.cell = cell;
        this.resolution = resolution;
        this.log = log;
    }

    /** Comes, or goes on with a visit. @param now milliseconds of a clock that never jumps */
    void tick(long now) {
        Announced news = cell.announced();
        if (waiting && news.change() == known.change() && !news.changing()) {
            known = news;
            goOn(now);
        } else {
            cut(now);
            known = news;
            come(now);
        }
        if (cell.naive() && now - wandered >= NAIVE_MILLIS - SLACK_MILLIS) {
            wandered = now;
            cell.learned().forEach(this::right);
        }
    }

    private void come(long now) {
        boolean right = right(known.names().get(0));
        if (known.changing() || cell.announced() != known) {
            return;
        }
        waiting = !right;
        begun = now;
        retried = false;
        if (right) {
            log.visit(resolver, cell, known.change(), 0, true, false);
        }
    }

    private void goOn(long now) {
        if (!retried && now - begun < RETRY_MILLIS - SLACK_MILLIS) {
            return;
        }
        retried = true;
        if (known.names().stream().anyMatch(this::right)) {
            waiting = false;
            log.visit(resolver, cell, known.change(), now - begun, false, false);
        }
    }

    /** Ends a visit that is under way. */
    void cut(long now) {
        if (waiting) {
            waiting = false;
            log.visit(resolver, cell, known.change(), now - begun, false, true);
        }
    }

    /** Asks. @return whether the answer is the Box's address */
    private boolean right(String name) {
        String answer = resolution.ask(name);
        boolean right = answer.equals(known.address());
        boolean counts = !known.changing() && cell.announced() == known;
        log.answer(resolver, cell, cell.brief(name), answer, counts ? right : null);
        return right;
    }
}
