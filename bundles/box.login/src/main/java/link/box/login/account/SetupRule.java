package link.box.login.account;

import java.time.Duration;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;

/**
 * Who may make the first admin: somebody at home who read the code from the Box's label or console; if it has no label, also somebody on
 * its own link soon after it was switched on. Never anybody outside.
 */
public final class SetupRule {
    public static final Duration WINDOW = Duration.ofMinutes(30);

    private final LongSupplier nanos;
    private volatile long start;
    private final boolean window;
    private final SetupCode code;

    /**
     * @param start when the Box was switched on, by the clock that {@code nanos} reads
     * @param label what the factory has given it
     */
    public SetupRule(LongSupplier nanos, long start, Label label) {
        this.nanos = nanos;
        this.start = start;
        this.window = !label.expected();
        this.code = new SetupCode(nanos, label.code());
    }

    /** Whether time alone opens it: there is no label to read a code from. */
    public boolean window() {
        return window;
    }

    /** Somebody at the Box has removed its users: that is worth as much as switching it on. */
    public void reopen() {
        start = nanos.getAsLong();
        code.renew();
    }

    public SetupCode code() {
        return code;
    }

    /** Whether a peer there has no need of the code now. */
    public boolean open(ConnectionClass from) {
        return window && from == ConnectionClass.ON_LINK && nanos.getAsLong() - start < WINDOW.toNanos();
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
