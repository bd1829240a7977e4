package link.box.testing.acme;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import link.box.testing.acme.Authorization.Status;

/** Opens authorizations and looks for their proof in the DNS. */
final class Authorizations {
    private static final int MOST = 10_000;
    private static final Duration LIFE = Duration.ofDays(7);

    private final Map<String, Authorization> byId = new LinkedHashMap<>();
    private final Site site;
    private final Limits limits;
    private final Function<String, ? extends Collection<String>> texts;
    private long count;

    Authorizations(Site site, Limits limits, Function<String, ? extends Collection<String>> texts) {
        this.site = site;
        this.limits = limits;
        this.texts = texts;
    }

    Authorization open(Account account, String name) {
        if (site.rules().reuseAuthorizations()) {
            for (Authorization each : byId.values()) {
                if (each.account() == account && each.name().equals(name) && each.status() == Status.VALID && !each.isOver(site.now())) {
                    return each;
                }
            }
        }
        Authorization made = new Authorization(String.valueOf(++count), account, name, site.now().plus(LIFE));
        byId.put(made.id(), made);
        if (byId.size() > MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
        return made;
    }

    void forget() {
        byId.clear();
    }

    Answer show(Account account, String id) throws Problem {
        Authorization shown = of(account, id);
        look(shown);
        return pending(shown, Answer.json(200, shown.json(site)));
    }

    /** The client says that the proof stands; or only looks. */
    Answer challenge(Account account, String id, boolean start) throws Problem {
        Authorization tried = of(account, id);
        if (start && tried.status() == Status.PENDING && !tried.isOver(site.now())) {
            tried.start(site.rules().processing());
            lookAtOnce(tried);
        } else {
            look(tried);
        }
        return pending(tried, Answer.json(200, tried.challenge(site)))
                .with("Link", "<" + site.url(Kind.AUTHORIZATION, id) + ">;rel=\"up\"");
    }

    /** Goes on with one that is in the works. */
    void look(Authorization tried) {
        if (!tried.isDue()) {
            return;
        }
        try {
            prove(tried);
            tried.succeed(site.now());
        } catch (Problem e) {
            limits.count(Limit.FAILURES, failures(tried.account(), tried.name()));
            tried.fail(e);
        }
    }

    private void prove(Authorization tried) throws Problem {
        Collection<String> found;
        try {
            found = texts.apply(tried.record());
        } catch (RuntimeException e) {
            throw new Problem(400, "dns", "DNS problem: looking up TXT for " + tried.record() + ": " + e.getMessage());
        }
        if (!found.contains(tried.proof())) {
            throw new Problem(403, "unauthorized", found.isEmpty() ? "No TXT record found at " + tried.record()
                    : "Incorrect TXT record " + found + " found at " + tried.record());
        }
    }

    private void lookAtOnce(Authorization tried) {
        if (site.rules().processing() == 0) {
            look(tried);
        }
    }

    static String failures(Account account, String name) {
        return name + " by account " + account.id();
    }

    private Answer pending(Authorization shown, Answer answer) {
        return shown.status() == Status.PROCESSING ? answer.retryAfter(site.rules().pollAfter()) : answer;
    }

    private Authorization of(Account account, String id) throws Problem {
        Authorization found = byId.get(id);
        if (found == null) {
            throw new Problem(404, "malformed", "no authorization " + id);
        }
        if (found.account() != account) {
            throw new Problem(403, "unauthorized", "not your authorization");
        }
        return found;
    }
}
