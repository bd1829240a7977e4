package link.box.login.oauth;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is remembered in memory for a short while; of too many the oldest is forgotten. Thread-safe. */
final class Fleeting<T> {
    private final LongSupplier nanos;
    private final long life;
    private final int max;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

    private record Entry<T>(T value, long ends) {
    }

    Fleeting(LongSupplier nanos, Duration life, int max) {
        this.nanos = nanos;
        this.life = life.toNanos();
        this.max = max;
    }

    synchronized void put(String key, T value) {
        entries.remove(key);
        tidy(max - 1);
        entries.put(key, new Entry<>(value, nanos.getAsLong() + life));
    }

    synchronized Optional<T> get(String key) {
        tidy(max);
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** As {@link #get}, and it is forgotten. */
    synchronized Optional<T> take(String key) {
        tidy(max);
        return Optional.ofNullable(entries.remove(key)).map(Entry::value);
    }

    synchronized boolean full() {
        tidy(max);
        return entries.size() >= max;
    }

    /** All live equally long, so the oldest end first. */
    private void tidy(int most) {
        Iterator<Entry<T>> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            boolean over = oldest.next().ends - nanos.getAsLong() <= 0;
            if (!over && entries.size() <= most) {
                return;
            }
            oldest.remove();
        }
    }
}
