package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes orders (RFC 8555, section 7.4) and shows how far they are. */
final class Orders {
    private static final int MOST = 10_000;
    private static final Duration LIFE = Duration.ofDays(7);

    private final Map<String, Order> byId = new LinkedHashMap<>();
    private final Site site;
    private final Limits limits;
    private final Authorizations authorizations;
    private final Replacements replacements;
    private long count;

    Orders(Site site, Limits limits, Authorizations authorizations, Replacements replacements) {
        this.site = site;
        this.limits = limits;
        this.authorizations = authorizations;
        this.replacements = replacements;
    }

    /** @return how many were placed, since the beginning */
    long count() {
        return count;
    }

    void forget() {
        byId.clear();
    }

    Answer place(Account account, JsonObject json) throws Problem {
        Order.Wanted wanted = wanted(account, json);
        limits.check(Limit.ORDERS, "account " + account.id());
        for (String name : wanted.names()) {
            limits.check(Limit.FAILURES, Authorizations.failures(account, name));
        }
        if (wanted.replaces().isEmpty()) {
            limits.check(Limit.SAME_NAMES, String.join(" ", wanted.names()));
            for (String domain : domains(wanted.names())) {
                limits.check(Limit.DOMAIN, domain);
            }
        }
        limits.count(Limit.ORDERS, "account " + account.id());
        Order order = add(account, wanted);
        replacements.add(order);
        return Answer.json(201, order.json(site)).with("Location", site.url(Kind.ORDER, order.id()));
    }

    Answer show(Account account, String id) throws Problem {
        Order order = of(account, id);
        Answer answer = Answer.json(200, look(order));
        return order.status(site.now()).equals("processing") ? answer.retryAfter(site.rules().pollAfter()) : answer;
    }

    Order of(Account account, String id) throws Problem {
        Order found = byId.get(id);
        if (found == null) {
            throw new Problem(404, "malformed", "no order " + id);
        }
        if (found.account() != account) {
            throw new Problem(403, "unauthorized", "not your order");
        }
        return found;
    }

    /** A certificate without a predecessor counts; a replacement does not. */
    void countCertificate(Order order) {
        if (order.wanted().replaces().isEmpty()) {
            limits.count(Limit.SAME_NAMES, String.join(" ", order.wanted().names()));
            domains(order.wanted().names()).forEach(domain -> limits.count(Limit.DOMAIN, domain));
        }
    }

    private JsonObject look(Order order) {
        order.authorizations().forEach(authorizations::look);
        JsonObject json = order.json(site);
        order.look();
        return json;
    }

    private Order.Wanted wanted(Account account, JsonObject json) throws Problem {
        List<String> names = Names.of(json);
        String profile = json.getString("profile", Rules.CLASSIC);
        if (!site.rules().lifetimes().containsKey(profile)) {
            throw new Problem(400, "invalidProfile", "no profile \"" + profile + "\" here");
        }
        if (json.containsKey("notBefore") || json.containsKey("notAfter")) {
            throw Problem.malformed("notBefore and notAfter are not supported");
        }
        Optional<String> replaces = Optional.ofNullable(json.getString("replaces", null));
        if (replaces.isPresent()) {
            replacements.check(account, names, replaces.get());
        }
        return new Order.Wanted(names, profile, replaces);
    }

    private Order add(Account account, Order.Wanted wanted) {
        List<Authorization> opened = wanted.names().stream().map(name -> authorizations.open(account, name)).toList();
        Order order = new Order(String.valueOf(++count), account, wanted, opened, site.now().plus(LIFE));
        byId.put(order.id(), order);
        if (byId.size() > MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
        return order;
    }

    private static List<String> domains(List<String> names) {
        return names.stream().map(Limits::domain).distinct().toList();
    }
}
