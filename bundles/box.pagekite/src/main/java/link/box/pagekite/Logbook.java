package link.box.pagekite;

import java.util.Optional;

/** Remembers how the kite stands, for who asks. Thread-safe. */
final class Logbook {
    private final Optional<String> off;
    private Sight now;
    private String unreached;

    Logbook(PagekiteConfig config) {
        this.off = off(config);
    }

    /** @return why there is to be no kite by these settings; empty if there is */
    static Optional<String> off(PagekiteConfig config) {
        return !config.enabled() ? Optional.of("switched off")
                : config.frontend().isBlank() ? Optional.of("no frontend is set") : Optional.empty();
    }

    /** @return why there is to be no kite; empty if there is */
    Optional<String> off() {
        return off;
    }

    /** @param words where it leads */
    synchronized void flies(String words, long nanos) {
        boolean fresh = now == null || !now.flies();
        unreached = fresh ? null : unreached;
        now = new Sight(true, words, false, fresh ? nanos : now.since());
    }

    /** @param person whether somebody has to act */
    synchronized void down(String why, boolean person, long nanos) {
        now = new Sight(false, why, person, now == null || now.flies() ? nanos : now.since());
    }

    /** Visitors do not reach the Box, although it flies. */
    synchronized void unreached(String why) {
        unreached = why;
    }

    /** @return empty before the first look */
    synchronized Optional<Sight> sight() {
        return Optional.ofNullable(now);
    }

    /** @return what visitors meet, as told since it flies */
    synchronized Optional<String> unreached() {
        return Optional.ofNullable(unreached);
    }
}
