package link.box.ota;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The time of day in which bundles may be replaced.
 *
 * @param from when it opens, in local time
 * @param to when it closes; at or before {@code from}: on the next day
 */
record Window(LocalTime from, LocalTime to) {
    /** @param setting HH:MM-HH:MM; empty: it is always open */
    static Window of(String setting) {
        if (setting.isBlank()) {
            return new Window(LocalTime.MIN, LocalTime.MIN);
        }
        String[] ends = setting.strip().split("-", 2);
        return new Window(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
    }

    /** @return whether it never closes */
    boolean always() {
        return from.equals(to);
    }

    /** @return how long it is closed still; zero if it is open */
    Duration until(ZonedDateTime now) {
        if (always() || open(now.toLocalTime())) {
            return Duration.ZERO;
        }
        LocalDate day = now.toLocalTime().isBefore(from) ? now.toLocalDate() : now.toLocalDate().plusDays(1);
        return Duration.between(now, day.atTime(from).atZone(now.getZone()));
    }

    private boolean open(LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean going = time.isBefore(to);
        return from.isBefore(to) ? begun && going : begun || going;
    }
}
