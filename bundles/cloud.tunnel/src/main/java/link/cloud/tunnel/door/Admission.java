package link.cloud.tunnel.door;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import link.box.common.kite.KiteRequest;
import link.box.common.kite.Malformed;
import link.box.common.kite.Signature;
import link.cloud.tunnel.auth.Authorizer;
import link.cloud.tunnel.auth.Challenges;
import link.cloud.tunnel.auth.Guesses;
import link.cloud.tunnel.auth.Verdict;
import link.cloud.tunnel.kite.Kite;
import link.cloud.tunnel.kite.Kites;

/** Decides which kites a tunnel flies, and says so in the headers of PageKite. Does not block; thread-safe. */
final class Admission {
    private final Kites<Tunnel> kites;
    private final Authorizer authorizer;
    private final Challenges challenges;
    private final Guesses guesses;
    private final String zone;
    private final Counts counts;
    private volatile boolean closed;

    Admission(Kites<Tunnel> kites, Rules rules, Counts counts) {
        this.kites = kites;
        this.zone = rules.zone();
        this.authorizer = rules.authorizer();
        this.challenges = new Challenges(rules.nanos());
        this.guesses = new Guesses(rules.nanos());
        this.counts = counts;
    }

    /**
     * Answers requests, one after the other.
     *
     * @param requests values of X-PageKite
     * @param by the tunnel that they came from
     * @param replaces the session that it says it follows, or an empty text
     * @return a header line, or two, for each
     * @throws Malformed one is no request; none is answered then
     */
    CompletionStage<String> admit(List<String> requests, Tunnel by, String replaces) throws Malformed {
        CompletionStage<String> lines = CompletableFuture.completedStage("");
        for (String each : requests) {
            KiteRequest request = KiteRequest.of(each);
            lines = lines.thenCompose(before -> one(request, by, replaces).thenApply(line -> before + line));
        }
        return lines;
    }

    /** Lets no further kite fly. */
    void close() {
        closed = true;
    }

    private CompletionStage<String> one(KiteRequest request, Tunnel by, String replaces) {
        Optional<Kite> kite = Kite.of(request.proto(), request.domain());
        if (kite.isEmpty()) {
            return CompletableFuture.completedStage(invalid(request, "unsupported"));
        }
        if (closed) {
            return CompletableFuture.completedStage(invalid(request, "leaving"));
        }
        if (!challenges.ours(request)) {
            return CompletableFuture.completedStage(signThis(request));
        }
        if (!Signature.plausible(request.signature())) {
            return CompletableFuture.completedStage(judged(request, Verdict.FORGED));
        }
        if (!by.mayGuess() || !guesses.take(by.source())) { // before the zone is asked
            return CompletableFuture.completedStage(judged(request, Verdict.UNDECIDED));
        }
        return authorizer.judge(request).thenCompose(verdict -> {
            if (verdict != Verdict.GOOD) {
                by.guessed();
                return CompletableFuture.completedStage(judged(request, verdict));
            }
            guesses.giveBack(by.source());
            counts.judged(verdict);
            return fly(request, kite.get(), by, replaces);
        });
    }

    private String judged(KiteRequest request, Verdict verdict) {
        counts.judged(verdict);
        return refusal(request, verdict);
    }

    private CompletionStage<String> fly(KiteRequest request, Kite kite, Tunnel by, String replaces) {
        if (!challenges.spend(request, kite.owner(zone))) {
            return CompletableFuture.completedStage(signThis(request));
        }
        return kites.fly(kite, by, replaces).thenApply(fate -> switch (fate) {
            case FLIES -> by.flies() ? line("OK", request, "") : invalid(request, "tunnels");
            case TAKEN -> line("Duplicate", request, "");
            case TOO_MANY -> invalid(request, "tunnels");
        });
    }

    private String signThis(KiteRequest request) {
        return line("SignThis", request, ":" + challenges.salt(request));
    }

    private static String refusal(KiteRequest request, Verdict verdict) {
        return verdict == Verdict.QUOTA ? line("Quota", request, "") : invalid(request, verdict.reason());
    }

    private static String invalid(KiteRequest request, String why) {
        return line("Invalid", request, "") + line("Invalid-Why", request, ";" + why);
    }

    private static String line(String header, KiteRequest request, String more) {
        return "X-PageKite-" + header + ": " + request.kite() + ":" + request.bsalt() + more + "\r\n";
    }
}
