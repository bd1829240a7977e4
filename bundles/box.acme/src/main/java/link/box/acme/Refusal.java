package link.box.acme;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import link.box.api.work.RetryAfter;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** What acme4j throws, in words for people and in the Worker's terms. */
final class Refusal {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration UNSAID = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private Refusal() {
    }

    /**
     * @return the translation, to be thrown
     * @throws RetryAfter instead, if the CA has set a time
     */
    static IOException of(String ca, Instant now, Exception failure) throws RetryAfter {
        Throwable known = failure instanceof AcmeLazyLoadingException ? failure.getCause() : failure;
        if (known instanceof AcmeRateLimitedException limited) {
            throw new RetryAfter("the CA " + ca + " has us wait: " + words(limited.getProblem()), delay(now, limited));
        }
        if (known instanceof AcmeServerException refused) {
            return new IOException("the CA " + ca + " refused: " + words(refused.getProblem()), failure);
        }
        if (known instanceof AcmeNetworkException) {
            return new IOException("cannot reach the CA " + ca + ": " + Reason.of(known), failure);
        }
        return new IOException("the CA " + ca + " answered not as it should: " + Reason.of(known), failure);
    }

    static String words(Problem problem) {
        return problem + " (" + problem.getType() + ")";
    }

    private static Duration delay(Instant now, AcmeRateLimitedException limited) {
        Duration asked = limited.getRetryAfter().map(when -> Duration.between(now, when)).orElse(UNSAID);
        Duration atLeast = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
