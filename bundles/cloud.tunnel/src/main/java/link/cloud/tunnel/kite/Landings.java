package link.cloud.tunnel.kite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Kites that have just come down, and the visitors who wait for them: a Box that updates what holds its tunnel is back in a moment. Nobody
 * waits long, and only so many do, for each kite and in all. Thread-safe, does not block.
 *
 * @param <T> the tunnels
 */
public final class Landings<T> {
    static final Duration KNOWN = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(2);
    static final int MOST = 256;
    static final int MOST_FOR_ONE = 32;

    private final BiConsumer<Runnable, Duration> later;
    private final Map<Kite, List<Visitor>> down = new HashMap<>();
    private int waiting;

    private final class Visitor {
        private final Consumer<T> then;
        private final Runnable ifGone;

        private Visitor(Consumer<T> then, Runnable ifGone) {
            this.then = then;
            this.ifGone = ifGone;
        }
    }

    /** @param later runs something so much later */
    public Landings(BiConsumer<Runnable, Duration> later) {
        this.later = later;
    }

    /** @return whether that kite flew a moment ago */
    public synchronized boolean isKnown(Kite kite) {
        return down.containsKey(kite);
    }

    /** @return how many visitors wait */
    public synchronized int waiting() {
        return waiting;
    }

    /**
     * Waits until that kite flies again.
     *
     * @param then gets its tunnel
     * @param ifGone runs if it does not come back soon
     * @return false if it is not known, or too many wait already: then nothing has been done
     */
    public boolean await(Kite kite, Consumer<T> then, Runnable ifGone) {
        Visitor visitor = new Visitor(then, ifGone);
        synchronized (this) {
            List<Visitor> others = down.get(kite);
            if (others == null || others.size() >= MOST_FOR_ONE || waiting >= MOST) {
                return false;
            }
            others.add(visitor);
            waiting++;
        }
        later.accept(() -> tooLate(kite, visitor), PATIENCE);
        return true;
    }

    void landed(Kite kite) {
        List<Visitor> none = new ArrayList<>();
        synchronized (this) {
            if (down.putIfAbsent(kite, none) != null) {
                return;
            }
        }
        later.accept(() -> forget(kite, none), KNOWN);
    }

    void flies(Kite kite, T tunnel) {
        take(kite).forEach(visitor -> visitor.then.accept(tunnel));
    }

    private void forget(Kite kite, List<Visitor> visitors) {
        List<Visitor> last;
        synchronized (this) { // it may have flown, and landed once more
            last = down.get(kite) == visitors ? take(kite) : List.of();
        }
        last.forEach(visitor -> visitor.ifGone.run());
    }

    private synchronized List<Visitor> take(Kite kite) {
        List<Visitor> visitors = Optional.ofNullable(down.remove(kite)).orElse(List.of());
        waiting -= visitors.size();
        return visitors;
    }

    private void tooLate(Kite kite, Visitor visitor) {
        boolean waited;
        synchronized (this) {
            List<Visitor> visitors = down.get(kite);
            waited = visitors != null && visitors.remove(visitor);
            waiting -= waited ? 1 : 0;
        }
        if (waited) {
            visitor.ifGone.run();
        }
    }
}
