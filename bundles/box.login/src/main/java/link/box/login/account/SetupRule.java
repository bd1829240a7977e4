package link.box.login.account;

import java.time.Duration;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;

/**
 * Who may make the first admin: somebody on the Box's own link soon after it was switched on, or somebody at home who read the code from
 * its console. Never anybody outside.
 */
public final class SetupRule {
    public static final Duration WINDOW = Duration.ofMinutes(30);

    private final LongSupplier nanos;
    private final long start;
    private final SetupCode code;

    /** @param start when the Box was switched on, by the clock that {@code nanos} reads */
    public SetupRule(LongSupplier nanos, long start) {
        this.nanos = nanos;
        this.start = start;
        this.code = new SetupCode(nanos);
    }

    public SetupCode code() {
        return code;
    }

    /** Whether a peer there has no need of the code now. */
    public boolean open(ConnectionClass from) {
        return from == ConnectionClass.ON_LINK && nanos.getAsLong() - start < WINDOW.toNanos();
    }

    /** Whether a peer there may set up the Box at all. */
    public static boolean atHome(ConnectionClass from) {
        return from == ConnectionClass.ON_LINK || from == ConnectionClass.PRIVATE || from == ConnectionClass.LOOPBACK;
    }

    /** @param typed the code, empty if none was typed */
    public Outcome check(ConnectionClass from, String typed) {
        if (!atHome(from)) {
            return Outcome.of(Outcome.Kind.NOT_AT_HOME);
        }
        if (open(from)) {
            return Outcome.of(Outcome.Kind.OK);
        }
        if (typed.isBlank()) {
            return Outcome.of(Outcome.Kind.NEEDS_CODE);
        }
        return switch (code.test(typed)) {
            case RIGHT -> Outcome.of(Outcome.Kind.OK);
            case WRONG -> Outcome.of(Outcome.Kind.WRONG_CODE);
            case LOCKED -> Outcome.later(Outcome.Kind.LOCKED, code.delay());
        };
    }
}
