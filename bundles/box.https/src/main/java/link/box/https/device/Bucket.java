package link.box.https.device;

/** Keeps a {@link Rate}: so many at once, and later one by one. Thread-safe. */
final class Bucket {
    private final Rate rate;
    /** When all is free again, on the clock of the calls; null before the first. */
    private Long free;

    Bucket(Rate rate) {
        this.rate = rate;
    }

    /** @return 0 if it may be done now, and counts as done; else in how many nanoseconds it may */
    synchronized long take(long now) {
        long from = free == null || free - now < 0 ? now : free;
        long wait = from - now - rate.each() * (rate.count() - 1);
        if (wait > 0) {
            return wait;
        }
        free = from + rate.each();
        return 0;
    }
}
