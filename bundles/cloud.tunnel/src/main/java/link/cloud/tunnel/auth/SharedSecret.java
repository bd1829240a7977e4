package link.cloud.tunnel.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import link.box.common.kite.KiteRequest;

/** One secret for all names of a zone: for clients that have none of their own. */
public final class SharedSecret implements Authorizer {
    private final String zone;
    private final Supplier<String> secret;

    /**
     * @param zone below which kites may fly
     * @param secret what clients know; empty: there is none, and no kite is known
     */
    public SharedSecret(String zone, Supplier<String> secret) {
        this.zone = zone;
        this.secret = secret;
    }

    @Override
    public CompletionStage<Verdict> judge(KiteRequest request) {
        return CompletableFuture.completedStage(verdict(request, secret.get()));
    }

    private Verdict verdict(KiteRequest request, String known) {
        if (known.isEmpty() || !request.domain().endsWith("." + zone)) {
            return Verdict.UNKNOWN;
        }
        return request.isSigned(known) ? Verdict.GOOD : Verdict.FORGED;
    }
}
