package link.box.acme.plan;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a certificate is to be renewed.
 *
 * @param when the moment
 * @param reason why then, for people
 */
public record Due(Instant when, String reason) {
    /** An odd number with bits all over: neighbouring seeds come far apart. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;
    private static final Duration SHORT_LIFE = Duration.ofDays(10);

    /** @return at once */
    public static Due now(Instant now, String reason) {
        return new Due(now, reason);
    }

    /**
     * As the CA suggests, else with a third of the life left (half of a short one), and always in its last twentieth. A suggestion
     * that comes at once for a fresh certificate counts only after a tenth of its life or a day: a CA that always says "now" must
     * not make us order without end.
     */
    public static Due of(X509Certificate leaf, Optional<Window> window) {
        Lifetime life = Lifetime.of(leaf);
        Instant last = life.whenLeft(1, 20);
        Optional<Due> suggested = window.flatMap(Window::chosen).map(chosen -> later(chosen, life.begin().plus(life.youth())))
                .map(when -> new Due(when, "in the window that the CA suggests, " + window.get().start().get() + " to "
                        + window.get().end().get()));
        Due usual = suggested.orElseGet(() -> byLife(life, leaf.hashCode()));
        return usual.when.isAfter(last) ? new Due(last, "only a twentieth of its life is left then") : usual;
    }

    /** @return the same, but not so early: what is due as soon as it comes must not be ordered without end */
    public Due notBefore(Instant floor) {
        return when.isBefore(floor) ? new Due(floor, "the last one has only just come") : this;
    }

    /** Certificates that were issued together are not renewed together: the second differs, and stays the same for one certificate. */
    private static Due byLife(Lifetime life, int seed) {
        boolean brief = life.length().compareTo(SHORT_LIFE) < 0;
        long spread = Math.max(1, life.length().toMillis() / 100);
        Instant mark = brief ? life.whenLeft(1, 2) : life.whenLeft(1, 3);
        Instant when = mark.plusMillis(Math.floorMod(seed * SCATTER, spread));
        return new Due(when, "about " + (brief ? "half" : "a third") + " of its life is left then");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
