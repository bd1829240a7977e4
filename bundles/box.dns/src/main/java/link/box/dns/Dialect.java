package link.box.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;

/** One version of the zone API. */
interface Dialect {
    Set<Ability> can();

    Optional<Inet4Address> control();

    void put(List<RecordSet> sets) throws IOException, RetryAfter;

    void remove(String name, RecordSet.Type type) throws IOException, RetryAfter;

    void registerKite(String secret) throws IOException, RetryAfter;
}
