package link.box.https.device;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be done.
 *
 * @param count how many times at once
 * @param period in which so many become free again
 */
record Rate(int count, Duration period) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,4})");

    /** @return empty if it is no number, slash, number of seconds */
    static Optional<Rate> parse(String text) {
        Matcher found = FORM.matcher(text);
        return found.matches() ? Optional.of(new Rate(Integer.parseInt(found.group(1)), Duration.ofSeconds(Long.parseLong(found.group(2)))))
                : Optional.empty();
    }

    /** @return nanoseconds until one more becomes free */
    long each() {
        return period.toNanos() / count;
    }
}
