package link.box.acme.ca;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import link.box.acme.plan.Lifetime;
import link.box.acme.plan.Window;
import link.box.acme.state.Hash;
import link.box.api.work.RetryAfter;
import org.shredzone.acme4j.RenewalInfo;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;

/** Asks the CA when to renew (RFC 9773, section 4). */
public final class Ari {
    private static final Duration USUAL = Duration.ofHours(6);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private Ari() {
    }

    /**
     * Blocks for the network.
     *
     * @param before what was known until now
     * @return what the CA suggests; nothing if it does not do that
     * @throws IOException it could not be asked, or its answer makes no sense
     * @throws RetryAfter it says when to come back
     */
    public static Window ask(Ca ca, X509Certificate leaf, Optional<Window> before, Instant now, RandomGenerator random)
            throws IOException, RetryAfter {
        try {
            if (!ca.suggests()) {
                return Window.none(Hash.of(leaf), now.plus(LONGEST));
            }
            RenewalInfo info = ca.login().bindRenewalInfo(leaf);
            Optional<Instant> again = info.fetch();
            Instant start = info.getSuggestedWindowStart();
            Instant end = info.getSuggestedWindowEnd();
            if (!start.isBefore(end)) {
                throw new IOException("the CA " + ca + " suggests a window that ends before it begins");
            }
            return Window.of(Hash.of(leaf), start, end, now.plus(pause(again, leaf, now)), before, random);
        } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException | IllegalArgumentException e) {
            throw Refusal.of(ca.toString(), now, e);
        }
    }

    /** @return how long to wait after a failure */
    public static Duration pauseAfterFailure(X509Certificate leaf) {
        return least(USUAL.dividedBy(6), Lifetime.of(leaf).length().dividedBy(20));
    }

    private static Duration pause(Optional<Instant> asked, X509Certificate leaf, Instant now) {
        Duration wanted = asked.map(when -> Duration.between(now, when)).orElse(least(USUAL, Lifetime.of(leaf).length().dividedBy(20)));
        return bounded(wanted);
    }

    /** @return the pause, such that the CA is asked at least twice a day and not without end */
    public static Duration bounded(Duration pause) {
        return least(LONGEST, pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
