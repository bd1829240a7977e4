package link.box.acme.ca;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3). */
final class Later {
    private static final long LONGEST_SECONDS = 366L * 24 * 3600;

    private Later() {
    }

    /** @return when it says; seconds count from our own time, whatever the server's clock shows; empty if it says nothing of sense */
    static Optional<Instant> parse(String header, Instant now) {
        try {
            if (header.matches("\\d{1,9}")) {
                return Optional.of(now.plusSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(header))));
            }
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
