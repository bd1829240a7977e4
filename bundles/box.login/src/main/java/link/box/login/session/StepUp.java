package link.box.login.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import link.box.api.access.Caller;

/** Whoever changes who may come in has typed the password a moment ago: a borrowed browser is not enough. */
public final class StepUp {
    public static final Duration FRESH = Duration.ofMinutes(5);
    private static final String PAGE = "/session/confirm";

    private final Supplier<Instant> clock;

    public StepUp(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** A clock that was set back makes nobody fresh. */
    public boolean fresh(Caller caller) {
        Duration age = Duration.between(caller.authenticated(), clock.get());
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }

    /**
     * @param next path in the Box to come back to
     * @return where the browser has to go first, to type the password; empty if the caller is fresh
     */
    public Optional<String> detour(Caller caller, String next) {
        return fresh(caller) ? Optional.empty() : Optional.of(PAGE + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
