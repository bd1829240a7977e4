package link.box.dns;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;
import link.box.common.json.Json;

/** Our own API: several names in one step, all or nothing, with TTLs and removal. */
final class Version2 implements Dialect {
    /** What is no literal would be looked up. */
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private final ZoneServer server;
    private final String path;
    private final Set<Ability> can;
    private final Optional<Inet4Address> control;

    private Version2(ZoneServer server, String path, JsonObject document) throws IOException {
        this.server = server;
        this.path = path;
        this.can = abilities(document);
        this.control = control(document.getString("control", ""));
    }

    /** @return empty if the server answers, but not as version 2 does: then it is a v1 server */
    static Optional<Dialect> ask(ZoneServer server, String id) throws IOException, RetryAfter {
        String path = "/v2/" + id;
        ZoneServer.Answer answer = server.send("GET", path, "");
        if (answer.status() == 404 || answer.status() == 405) {
            return Optional.empty();
        }
        answer.orFail("say what it can");
        return parse(server, path, answer.body());
    }

    @Override
    public Set<Ability> can() {
        return can;
    }

    @Override
    public Optional<Inet4Address> control() {
        return control;
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException, RetryAfter {
        JsonArrayBuilder rrsets = Json.PROVIDER.createArrayBuilder();
        for (RecordSet set : sets) {
            rrsets.add(Json.PROVIDER.createObjectBuilder().add("name", set.name()).add("type", set.type().name())
                    .add("ttl", set.ttl().toSeconds()).add("values", Json.PROVIDER.createArrayBuilder(set.values())));
        }
        String body = Json.PROVIDER.createObjectBuilder().add("rrsets", rrsets).build().toString();
        server.send("PATCH", path, body).orFail("store " + names(sets));
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException, RetryAfter {
        put(List.of(new RecordSet(name, type, Duration.ofSeconds(60), List.of())));
    }

    @Override
    public String toString() {
        return "v2 " + can.toString().toLowerCase(Locale.ROOT);
    }

    private static String names(List<RecordSet> sets) {
        return String.join(", ", sets.stream().map(set -> set.name() + " " + set.type()).toList());
    }

    private static Optional<Dialect> parse(ZoneServer server, String path, String body) {
        try {
            return Optional.of(new Version2(server, path, Json.object(body)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<Ability> abilities(JsonObject document) {
        Set<Ability> can = EnumSet.noneOf(Ability.class);
        for (JsonValue each : document.getJsonArray("can")) {
            String name = ((JsonString) each).getString();
            for (Ability ability : Ability.values()) {
                if (ability.name().equalsIgnoreCase(name)) {
                    can.add(ability);
                }
            }
        }
        return Set.copyOf(can);
    }

    private static Optional<Inet4Address> control(String text) throws IOException {
        return IPV4.matcher(text).matches() ? Optional.of((Inet4Address) InetAddress.getByName(text)) : Optional.empty();
    }
}
