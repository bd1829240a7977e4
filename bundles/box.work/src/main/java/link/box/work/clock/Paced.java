package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;

/** Asks a source that costs something less and less often, and answers in between with what it said last. */
final class Paced implements Source {
    private static final Duration FIRST = Duration.ofSeconds(5);
    /** A word about another time is none. */
    private static final Duration MOVED = Duration.ofMinutes(1);

    private final Source source;
    private final Duration most;
    private Word last;
    private Instant wallThen;
    private long nanosThen;
    private Duration pause = FIRST;

    /** @param most the longest pause between two questions */
    Paced(Source source, Duration most) {
        this.source = source;
        this.most = most;
    }

    @Override
    public Word ask(Instant wall, long nanos) throws InterruptedException {
        boolean moved = last != null && Duration.between(wallThen, wall).minusNanos(nanos - nanosThen).abs().compareTo(MOVED) > 0;
        if (last != null && !moved && nanos - nanosThen < pause.toNanos()) {
            return last;
        }
        pause = last == null || moved ? FIRST : shorter(pause.multipliedBy(2), most);
        wallThen = wall;
        nanosThen = nanos;
        last = source.ask(wall, nanos);
        return last;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
