package link.box.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;
import link.box.common.json.Json;

/** The fxbox API: one value per name and type, its own TTL, no AAAA, nothing is ever removed. */
final class Version1 implements Dialect {
    private final ZoneServer server;

    Version1(ZoneServer server) {
        this.server = server;
    }

    @Override
    public Set<Ability> can() {
        return Set.of();
    }

    @Override
    public Optional<Inet4Address> control() {
        return Optional.empty();
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException, RetryAfter {
        for (RecordSet set : sets) {
            if (!set.values().isEmpty()) { // nothing can be removed here
                put(set);
            }
        }
    }

    @Override
    public void remove(String name, RecordSet.Type type) {
        // nothing can be removed here
    }

    @Override
    public void registerKite(String secret) throws IOException {
        throw new IOException("the zone server speaks v1, which takes no secrets of kites");
    }

    @Override
    public String toString() {
        return "v1 (fxbox)";
    }

    private void put(RecordSet set) throws IOException, RetryAfter {
        if (set.values().size() != 1 || set.type() == RecordSet.Type.AAAA) {
            throw new IOException("the zone server speaks v1, which holds one A, TXT or CNAME value per name; "
                    + set.name() + " " + set.type() + " has " + set.values().size());
        }
        String body = Json.PROVIDER.createObjectBuilder()
                .add("type", set.type().name()).add("value", set.values().get(0)).build().toString();
        String what = "store " + set.name() + " " + set.type();
        ZoneServer.Answer answer = server.send("POST", "/v1/dns/" + path(set.name()), body, "");
        answer.orFail(what);
        if (!answer.body().isBlank()) {
            // any web server says 200 to something; this API says nothing more
            throw new Stranger("the zone server " + server + " did not " + what + ": it says 200 as a web page does, not as a zone API");
        }
    }

    private static String path(String name) {
        List<String> labels = Arrays.asList(name.split("\\."));
        Collections.reverse(labels);
        return String.join("/", labels);
    }
}
