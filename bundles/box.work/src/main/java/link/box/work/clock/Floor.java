package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that has passed, as far as anybody knows.
 *
 * @param time the wall clock should not be before it
 * @param reason what happened then, as it follows "before"
 * @param firm whether nothing takes it back
 */
record Floor(Instant time, String reason, boolean firm) {
    /** Clocks of honest machines differ by so much, and small corrections are no news. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    boolean isAbove(Instant wall) {
        return isAbove(time, wall);
    }

    static boolean isAbove(Instant floor, Instant wall) {
        return wall.isBefore(floor.minus(SLACK));
    }

    @Override
    public String toString() {
        return "before " + reason + " (" + time + ")";
    }
}
