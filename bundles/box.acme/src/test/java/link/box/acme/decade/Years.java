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
 * @param kills how many times at most the Box loses its power at a bad moment
 * @param cuts whether the world chooses the moments, which are between steps; else the disk does
 */
record Years(Duration lifetime, Duration length, long seed, boolean second, int kills, boolean cuts) {
    static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    static Years of(int years, Duration lifetime, long seed, int kills, boolean cuts) {
        return new Years(lifetime, YEAR.multipliedBy(years), seed, true, kills, cuts);
    }

    Instant end() {
        return BEGIN.plus(length);
    }
}
