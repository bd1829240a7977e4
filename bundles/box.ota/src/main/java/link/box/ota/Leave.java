package link.box.ota;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import link.box.api.work.Worker;

/** When a release may be taken without somebody who says so. */
final class Leave {
    private static final String ASK = "ask";
    /** Until the clock is known nobody can tell whether the window is open. */
    private static final Duration CLOCKLESS = Duration.ofMinutes(10);

    private final boolean asks;
    private final Window window;
    private final Worker worker;
    private final BooleanSupplier clock;
    private final ZoneId zone;

    /**
     * @param clock whether the wall clock is to be believed
     * @param zone of the window
     */
    Leave(Config config, Worker worker, BooleanSupplier clock, ZoneId zone) {
        this.asks = config.apply().equals(ASK);
        this.window = Window.of(config.window());
        this.worker = worker;
        this.clock = clock;
        this.zone = zone;
    }

    /** @return whether somebody has to say so each time */
    boolean asks() {
        return asks;
    }

    /** @return the time if it is known */
    Optional<Instant> time() {
        return clock.getAsBoolean() ? Optional.of(worker.now()) : Optional.empty();
    }

    /** @return how long not yet; zero if now */
    Duration closed() {
        if (window.always()) {
            return Duration.ZERO;
        }
        return time().map(now -> window.until(now.atZone(zone))).orElse(CLOCKLESS);
    }
}
