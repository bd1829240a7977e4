package link.box.dns;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;
import link.box.common.json.Json;

/**
 * Our own API: several names in one step, all or nothing, with TTLs and removal. Each edit names the version that it builds on
 * (If-Match; RFC 9110, section 13.1.1), so that a request that was given up, and arrives late all the same, is refused.
 */
final class Version2 implements Dialect {
    private static final int CHANGED = 412;
    /** Other jobs of this Box edit, too. */
    private static final int TRIES = 4;

    private final ZoneServer server;
    private final String path;
    private final Document document;
    private volatile String tag;
    private volatile boolean settled;

    private Version2(ZoneServer server, String path, Document document, String tag) {
        this.server = server;
        this.path = path;
        this.document = document;
        this.tag = tag;
    }

    /** @return empty if the server answers, but not as version 2 does: then it is a v1 server */
    static Optional<Dialect> ask(ZoneServer server, String id) throws IOException, RetryAfter {
        String path = "/v2/" + id;
        ZoneServer.Answer answer = server.send("GET", path, "", "");
        if (answer.status() == 404 || answer.status() == 405) {
            return Optional.empty();
        }
        answer.orFail("say what it can");
        try {
            return Optional.of(new Version2(server, path, Document.parse(answer.body()), answer.tag()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Set<Ability> can() {
        return document.can();
    }

    @Override
    public Optional<Inet4Address> control() {
        return document.control();
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException, RetryAfter {
        String what = "store " + String.join(", ", sets.stream().map(set -> set.name() + " " + set.type()).toList());
        ZoneServer.Answer answer = server.send("PATCH", path, body(sets), tag);
        for (int i = 1; i < TRIES && answer.status() == CHANGED; i++) {
            ZoneServer.Answer now = server.send("GET", path, "", "");
            now.orFail("say which version of the records it has");
            tag = now.tag();
            answer = server.send("PATCH", path, body(sets), tag);
        }
        answer.orFail(what);
        tag = answer.tag();
        settled = true;
    }

    /** The first edit counts as a change even if it is none: whatever was sent before it is of an older version then. */
    private String body(List<RecordSet> sets) {
        JsonArrayBuilder rrsets = Json.PROVIDER.createArrayBuilder();
        for (RecordSet set : sets) {
            rrsets.add(Json.PROVIDER.createObjectBuilder().add("name", set.name()).add("type", set.type().name())
                    .add("ttl", document.ttl(set.ttl().toSeconds())).add("values", Json.PROVIDER.createArrayBuilder(set.values())));
        }
        JsonObjectBuilder body = Json.PROVIDER.createObjectBuilder().add("rrsets", rrsets);
        return (settled ? body : body.add("settle", true)).build().toString();
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException, RetryAfter {
        put(List.of(new RecordSet(name, type, Duration.ofSeconds(60), List.of())));
    }

    @Override
    public void registerKite(String secret) throws IOException, RetryAfter {
        String body = Json.PROVIDER.createObjectBuilder().add("secret", secret).build().toString();
        server.send("PUT", path + "/kite", body, "").orFail("take the secret of the kite");
    }

    @Override
    public String toString() {
        return "v2 " + can().toString().toLowerCase(Locale.ROOT);
    }
}
