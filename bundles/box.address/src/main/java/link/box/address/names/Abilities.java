package link.box.address.names;

import java.io.IOException;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;

/** What this zone server allows: all of it, or the reduced form of a v1 server, which never withdraws anything. */
record Abilities(Set<Ability> can) {
    private static final Set<Ability> POOL = Set.of(Ability.TTL, Ability.DELETE, Ability.BATCH);

    boolean pool() {
        return can.containsAll(POOL);
    }

    boolean holds(RecordSet set) {
        return set.type() != RecordSet.Type.AAAA || can.contains(Ability.AAAA);
    }

    Target reduce(Target whole) throws IOException {
        return can.contains(Ability.AAAA) ? whole
                : whole.withoutIpv6().orElseThrow(() -> new IOException("the zone server holds IPv4 addresses only, and the Box has none: "
                        + "give the Box an IPv4 address, or use a zone server that speaks v2"));
    }
}
