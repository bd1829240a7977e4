package link.cloud.tunnel.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says who may fly which kite. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Judges a claim whose challenge is ours. Does not block. May be called from any thread.
     *
     * @param claim signed
     * @return the verdict, on any thread; never fails, {@link Verdict#UNDECIDED} is for that
     */
    CompletionStage<Verdict> judge(Claim claim);

    /**
     * @param other asked about kites that this one does not know
     * @return both, one after the other
     */
    default Authorizer or(Authorizer other) {
        return claim -> judge(claim).thenCompose(verdict -> verdict == Verdict.UNKNOWN ? other.judge(claim)
                : CompletableFuture.completedStage(verdict));
    }
}
