package link.box.api.work;

import java.time.Instant;
import java.util.Optional;

/**
 * How one task is doing.
 *
 * @param owner symbolic name of the bundle it belongs to
 * @param name what it is for
 * @param trouble why the last run failed; empty if it succeeded or none has ended
 * @param failures how many runs in a row have failed
 * @param next when it runs next, if a time is set
 */
public record JobReport(String owner, String name, Optional<String> trouble, int failures, Optional<Instant> next) {
}
