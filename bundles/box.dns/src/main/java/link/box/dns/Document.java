package link.box.dns;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import link.box.api.dns.Zone.Ability;
import link.box.common.json.Json;

/**
 * What a v2 server says of itself.
 *
 * @param can what it offers
 * @param control the public address that a record may have; empty if there is none
 * @param ttlMin the shortest TTL that it takes, in seconds
 * @param ttlMax the longest
 */
record Document(Set<Ability> can, Optional<Inet4Address> control, long ttlMin, long ttlMax) {
    /** What is no literal would be looked up. */
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final int LONGEST = 86_400;

    /** @throws IOException it is none */
    static Document parse(String body) throws IOException {
        try {
            JsonObject json = Json.object(body);
            JsonObject ttl = json.containsKey("ttl") ? json.getJsonObject("ttl") : JsonValue.EMPTY_JSON_OBJECT;
            int min = Math.max(0, ttl.getInt("min", 0));
            return new Document(abilities(json), control(json.getString("control", "")), min, Math.max(min, ttl.getInt("max", LONGEST)));
        } catch (RuntimeException e) {
            throw new IOException("not a document of version 2", e);
        }
    }

    long ttl(long wanted) {
        return Math.max(ttlMin, Math.min(ttlMax, wanted));
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
