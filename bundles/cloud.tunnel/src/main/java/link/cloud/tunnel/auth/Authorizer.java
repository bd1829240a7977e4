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
     * @param other asked about what this one does not find good
     * @return both: a kite may fly if one of them says so, else the reason is the other's, unless it does not know the kite
     */
    default Authorizer or(Authorizer other) {
        return request -> judge(request).thenCompose(first -> first == Verdict.GOOD ? CompletableFuture.completedStage(first)
                : other.judge(request).thenApply(second -> second == Verdict.UNKNOWN ? first : second));
    }
}
