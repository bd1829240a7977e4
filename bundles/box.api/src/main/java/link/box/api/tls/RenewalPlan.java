package link.box.api.tls;

import java.time.Instant;
import java.util.List;

/**
 * When the certificate is renewed, and how that went lately: a fact while somebody renews it. For people and programs that watch;
 * nothing decides by it.
 *
 * @param next when the next attempt is made
 * @param reason why then, in words for people
 * @param attempts the last attempts, oldest first; bounded, and kept over restarts
 */
public record RenewalPlan(Instant next, String reason, List<Attempt> attempts) {
    public RenewalPlan {
        attempts = List.copyOf(attempts);
    }

    /**
     * One try to get a certificate.
     *
     * @param time when it ended, by the wall clock
     * @param ca URL of the CA's directory
     * @param succeeded whether it came true
     * @param outcome what came of it, in words for people: why it failed, or until when the certificate is valid
     */
    public record Attempt(Instant time, String ca, boolean succeeded, String outcome) {
    }
}
