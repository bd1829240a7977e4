package link.box.bench.mirrors;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * One strategy as one kind of client sees it. Each has a Box's id of its own, so that what one kind of client asks is not in a cache that
 * the other one profits from. Thread-safe.
 */
final class Cell {
    /** One main name and nothing else. */
    static final String CONTROL = "control";
    /** Mirrors a and b, as issue 160 of the original has them. */
    static final String ORIGINAL = "original";
    /** A real Box. */
    static final String OURS = "ours";
    static final List<String> STRATEGIES = List.of(CONTROL, ORIGINAL, OURS);
    static final String DISCIPLINED = "disciplined";
    static final String NAIVE = "naive";
    static final List<String> CLIENTS = List.of(DISCIPLINED, NAIVE);

    private final String strategy;
    private final String client;
    private final String main;
    private final Set<String> learned = new ConcurrentSkipListSet<>();
    private volatile Announced announced;

    /** @param main the main name */
    Cell(String strategy, String client, String main) {
        this.strategy = strategy;
        this.client = client;
        this.main = main;
    }

    String strategy() {
        return strategy;
    }

    String client() {
        return client;
    }

    boolean naive() {
        return client.equals(NAIVE);
    }

    String main() {
        return main;
    }

    /** @return what is below the main name; {@code main} for itself */
    String brief(String name) {
        return name.equals(main) ? "main" : name.substring(0, name.length() - main.length() - 1);
    }

    Announced announced() {
        return announced;
    }

    void announce(Announced next) {
        learned.addAll(next.names());
        announced = next;
    }

    /** The address has changed; whatever was told is old. */
    void outdate() {
        announced = announced.outdated();
    }

    /** @return every name that was ever told */
    Set<String> learned() {
        return learned;
    }
}
