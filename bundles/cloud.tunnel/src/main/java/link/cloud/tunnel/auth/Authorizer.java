package link.cloud.tunnel.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import link.box.common.kite.KiteRequest;

/** Says who may fly which kite. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Judges a request whose challenge is ours. Does not block. May be called from any thread.
     *
     * @param request signed
     * @return the verdict, on any thread; never fails, {@link Verdict#UNDECIDED} is for that
     */
    CompletionStage<Verdict> judge(KiteRequest request);

    /**
     * @param other asked about kites that this one does not grant: a client that has no part in a shared secret may have one of its own
     * @return both, one after the other
     */
    default Authorizer or(Authorizer other) {
        return request -> judge(request).thenCompose(verdict -> verdict == Verdict.GOOD ? CompletableFuture.completedStage(verdict)
                : other.judge(request));
    }
}
