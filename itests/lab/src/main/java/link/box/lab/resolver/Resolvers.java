package link.box.lab.resolver;

import java.util.List;

/**
 * The resolvers that are looked at, each as it comes, with a least TTL, and with old answers while the new one is fetched; and two in a
 * row that both have a least TTL.
 */
public final class Resolvers {
    /** BIND allows no more: {@code min-cache-ttl}, in seconds. */
    private static final int BIND_MOST = 90;
    private static final int KEPT = 86_400;

    private Resolvers() {
    }

    /** @return one of them, by its name */
    public static Resolver find(String name, int least) {
        return all(least).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** @param least the least TTL of those that have one, in seconds; BIND's is 90 s at most */
    public static List<Resolver> all(int least) {
        Recipe unbound = new UnboundRecipe("cache-min-ttl: " + least);
        Recipe dnsmasq = new DnsmasqRecipe("--min-cache-ttl=" + least);
        Recipe knot = new KnotRecipe("cache.min_ttl(" + least + ")");
        Recipe recursor = new RecursorRecipe("minimum-ttl-override=" + least);
        Recipe bind = new BindRecipe("min-cache-ttl " + Math.min(BIND_MOST, least) + ";");
        return List.of(new Resolver("unbound", new UnboundRecipe()), new Resolver("unbound clamp", unbound),
                new Resolver("unbound stale", new UnboundRecipe("serve-expired: yes", "serve-expired-ttl: " + KEPT)),
                new Resolver("dnsmasq", new DnsmasqRecipe()), new Resolver("dnsmasq clamp", dnsmasq),
                new Resolver("dnsmasq stale", new DnsmasqRecipe("--use-stale-cache=" + KEPT)),
                new Resolver("knot", new KnotRecipe()), new Resolver("knot clamp", knot),
                new Resolver("knot stale", new KnotRecipe("modules.load('serve_stale < cache')")),
                new Resolver("recursor", new RecursorRecipe()), new Resolver("recursor clamp", recursor),
                // 4.8 cannot serve stale: it fetches anew in good time, which is the nearest that it has
                new Resolver("recursor refresh", new RecursorRecipe("refresh-on-ttl-perc=10")),
                new Resolver("bind", new BindRecipe()), new Resolver("bind clamp", bind),
                new Resolver("bind stale", new BindRecipe("stale-cache-enable yes;", "stale-answer-enable yes;",
                        "stale-answer-client-timeout 0;", "max-stale-ttl " + KEPT + ";")),
                new Resolver("dnsmasq>unbound clamp", dnsmasq, unbound), new Resolver("unbound>dnsmasq clamp", unbound, dnsmasq),
                new Resolver("knot>unbound clamp", knot, unbound), new Resolver("recursor>bind clamp", recursor, bind),
                new Resolver("bind>recursor clamp", bind, recursor));
    }
}
