package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;
import link.box.api.work.Trouble;

/** The frontend will not have the kite now. Not thread-safe. */
final class Standoff {
    private static final Duration LONG = Duration.ofMinutes(2);

    private boolean begun;
    private long since;

    /** The kite flies. */
    void over() {
        begun = false;
    }

    /** @return what to tell people, once it has lasted, or at once where waiting mends nothing */
    Optional<Trouble> seen(Hindrance hindrance, long nanos) {
        if (hindrance.lasts()) {
            return Optional.of(new Trouble("box.pagekite", hindrance.what(), hindrance.remedy()));
        }
        since = begun ? since : nanos;
        begun = true;
        return nanos - since < LONG.toNanos() ? Optional.empty() : Optional.of(new Trouble("box.pagekite",
                "the kite has not flown for minutes: " + hindrance.what(), hindrance.remedy()));
    }
}
