package link.box.acme.ca;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import link.box.acme.plan.Deferred;
import link.box.api.work.RetryAfter;
import link.box.common.client.Reason;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** What acme4j throws, in words for people and in the Worker's terms. */
public final class Refusal {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration UNSAID = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_WORDS = 300;

    private Refusal() {
    }

    /**
     * @return the translation, to be thrown
     * @throws RetryAfter instead, if the CA has set a limit that lasts until a time
     */
    public static IOException of(String ca, Instant now, Exception failure) throws RetryAfter {
        Throwable known = failure instanceof AcmeLazyLoadingException ? failure.getCause() : failure;
        if (known instanceof AcmeRateLimitedException limited) {
            throw new RetryAfter("the CA " + ca + " has us wait: " + words(limited.getProblem()), delay(now, limited.getRetryAfter()));
        }
        if (known instanceof AcmeServerException refused && !is(refused, "serverInternal")) {
            return new Refused("the CA " + ca + " refused: " + words(refused.getProblem()), failure);
        }
        if (known.getCause() instanceof Busy busy) {
            return new Deferred("cannot use the CA " + ca + ": " + busy.getMessage(),
                    delay(now, Later.parse(busy.retryAfter(), now)), true);
        }
        if (known instanceof AcmeNetworkException) {
            return new IOException("cannot reach the CA " + ca + ": " + Reason.of(known), failure);
        }
        String hint = known instanceof AcmeProtocolException ? "; is that the URL of an ACME directory?" : "";
        return new IOException("the CA " + ca + " answered not as it should: " + Reason.of(known) + hint, failure);
    }

    /** @return what the CA says, and of which type that is */
    public static String words(Problem problem) {
        String text = problem.toString();
        return text.substring(0, Math.min(MOST_WORDS, text.length())) + " (" + problem.getType() + ")";
    }

    /** @return whether this is the CA's problem of that type (RFC 8555, section 6.7) */
    public static boolean is(Exception failure, String type) {
        Throwable known = failure instanceof AcmeLazyLoadingException ? failure.getCause() : failure;
        return known instanceof AcmeServerException refused
                && refused.getType().equals(URI.create("urn:ietf:params:acme:error:" + type));
    }

    private static Duration delay(Instant now, Optional<Instant> asked) {
        Duration wanted = asked.map(when -> Duration.between(now, when)).orElse(UNSAID);
        Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
