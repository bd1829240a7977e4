package link.box.pagekite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one frontend to another without a gap: the next flight flies before the one that it follows is left. Not thread-safe. */
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    private static final Duration START = Duration.ofSeconds(10);
    /** Visitors still come by the old record: a minute in caches, and some seconds until the zone shows the new one. */
    private static final Duration KEPT = Duration.ofSeconds(70);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 3;

    private final Engine engine;
    private final Runnable changed;
    private final List<Left> left = new ArrayList<>();
    private Flight next;
    private long begun;

    private record Left(Flight flight, long since) {
    }

    Succession(Engine engine, Runnable changed) {
        this.engine = engine;
        this.changed = changed;
    }

    /** @return the flight that counts from now on: this one, or the one that has followed it */
    Flight step(Flight flying, long nanos) {
        try {
            return tryStep(flying, nanos);
        } catch (IOException | Unusable e) {
            LOG.info("the kite cannot leave {}: {}", flying.place(), e.getMessage());
            return flying;
        }
    }

    private Flight tryStep(Flight flying, long nanos) throws IOException, Unusable {
        if (next == null) {
            next = engine.follow(flying, left.stream().map(Left::flight).toList(), changed).orElse(null);
            left.removeIf(each -> each.flight == next);
            begun = nanos;
            return flying;
        }
        next.look(nanos);
        if (next.flies()) {
            leave(flying, nanos);
            return heir().orElseThrow();
        }
        if (next.end().isPresent() || nanos - begun > START.toNanos()) {
            LOG.info("the kite stays where it is, as it does not fly at {}: {}", next.place(), next.end().orElse("no answer"));
            engine.failed(next);
            next.stop();
            next = null;
        }
        return flying;
    }

    /** @return whether no other flight is under way */
    boolean isIdle() {
        return next == null;
    }

    /** @return the flight that is to follow, if one is under way: it is in the caller's hands now */
    Optional<Flight> heir() {
        Flight heir = next;
        next = null;
        return Optional.ofNullable(heir);
    }

    /** Lets those that were left go on until nobody uses them. */
    void look(long nanos) throws IOException {
        for (Left each : List.copyOf(left)) {
            each.flight.look(nanos);
            long age = nanos - each.since;
            boolean unused = age > KEPT.toNanos() && each.flight.streams() == 0;
            if (unused || age > LONGEST.toNanos() || each.flight.end().isPresent()) {
                end(each);
            }
        }
    }

    void close() {
        List.copyOf(left).forEach(this::end);
        heir().ifPresent(Flight::stop);
    }

    private void leave(Flight flying, long nanos) {
        LOG.info("the kite flies at {} now, and leaves {}", next.place(), flying.place());
        left.add(new Left(flying, nanos));
        if (left.size() > MOST) {
            end(left.get(0));
        }
    }

    private void end(Left one) {
        left.remove(one);
        one.flight.stop();
    }
}
