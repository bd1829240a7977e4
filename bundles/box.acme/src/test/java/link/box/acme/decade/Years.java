package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;

/**
 * What is simulated.
 *
 * @param lifetime of the certificates
 * @param length how long it is simulated
 * @param seed of all chance
 * @param second whether a second CA is configured
 * @param kills how many times the Box is to lose its power at a bad moment
 */
record Years(Duration lifetime, Duration length, long seed, boolean second, int kills) {
    static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    static Years of(int years, Duration lifetime, long seed, int kills) {
        return new Years(lifetime, YEAR.multipliedBy(years), seed, true, kills);
    }

    Instant end() {
        return BEGIN.plus(length);
    }
}
