package link.box.login.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import link.box.api.access.ConnectionClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks and hashes passwords, no more than are good for the Box, and tells of those who guess. Thread-safe. */
public final class Passwords {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final Outcome BUSY = Outcome.later(Outcome.Kind.BUSY, Duration.ofSeconds(2));

    private final Throttle throttle;
    private final TunnelAlarm alarm;
    private final Seldom seldom;
    private final HashRoom room = new HashRoom();
    private final Argon2 argon2 = new Argon2();

    public Passwords(LongSupplier nanos, Supplier<Instant> clock) {
        this.throttle = new Throttle(nanos);
        this.alarm = new TunnelAlarm(nanos, clock);
        this.seldom = new Seldom(nanos);
    }

    /** @return when somebody outside was last seen guessing, as long as it matters */
    public Optional<Instant> guessed() {
        return alarm.raised();
    }

    /** @return empty if too many wait. Blocks for the hash */
    public Optional<String> hash(String password, ConnectionClass from) {
        return room.run(from, () -> argon2.hash(PasswordRules.normal(password)));
    }

    public boolean outdated(User user) {
        return argon2.outdated(user.password());
    }

    /** Blocks for the hash. Nobody takes as long as a wrong password. */
    public Outcome check(Optional<User> user, String password, Throttle.Source source) {
        if (PasswordRules.tooLong(password)) {
            return Outcome.of(Outcome.Kind.WRONG);
        }
        Duration delay = throttle.take(source);
        if (!delay.isZero()) {
            seldom.run(() -> LOG.info("Locked out ({}): too many tries, the next in {} s", source.from(), delay.toSeconds()));
            return failed(source, Outcome.later(Outcome.Kind.LOCKED, delay));
        }
        String hash = user.map(User::password).orElseGet(argon2::nobodys);
        Optional<Boolean> fits = room.run(source.from(), () -> argon2.fits(PasswordRules.normal(password), hash));
        if (fits.isEmpty() || fits.get()) {
            throttle.giveBack(source);
        }
        if (fits.isEmpty()) {
            return BUSY;
        }
        boolean in = fits.get() && user.isPresent();
        LOG.info("Password {} ({})", in ? "right" : "wrong", source.from());
        return in ? Outcome.in(user.get()) : failed(source, Outcome.of(Outcome.Kind.WRONG));
    }

    private Outcome failed(Throttle.Source source, Outcome outcome) {
        if (source.outside() && alarm.failed()) {
            LOG.warn("Somebody guesses passwords through the tunnel: 20 wrong or refused tries within an hour");
        }
        return outcome;
    }
}
