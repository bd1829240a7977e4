package link.box.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** The facts as a person reads them. */
final class StatusText {
    private final JsonObject facts;
    private final StringBuilder text = new StringBuilder();

    StatusText(JsonObject facts) {
        this.facts = facts;
        identity();
        network();
        certificate();
        reach();
        admin();
        strings("waiting").forEach(each -> line("Waits", each));
        failing();
        strings("troubles").forEach(each -> line("Trouble", each));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void identity() {
        line("Box", facts.getString("id", "has no identity"));
        if (facts.containsKey("main")) {
            line("Name", facts.getString("main"));
        }
    }

    private void network() {
        JsonArray addresses = facts.getJsonArray("addresses");
        if (addresses == null) {
            line("Address", "none: no cable, no Wi-Fi or no DHCP yet");
            return;
        }
        for (JsonObject each : addresses.getValuesAs(JsonObject.class)) {
            line("Address", each.getString("address") + " (" + each.getString("interface") + ")");
        }
        JsonObject published = facts.getJsonObject("published");
        line("Records", published == null ? "not in the zone yet" : "in the zone: " + published.getString("address") + " for "
                + published.getString("main") + ", " + published.getString("local") + ", "
                + String.join(", ", strings(published.getJsonArray("mirrors"))));
    }

    private void certificate() {
        JsonObject certificate = facts.getJsonObject("certificate");
        line("Certificate", certificate == null ? "none yet: only the Box's own serves" : certificate.getJsonNumber("days")
                + " days left, until " + certificate.getString("until") + ", by " + certificate.getString("issuer"));
    }

    private void reach() {
        JsonObject tunnel = facts.getJsonObject("tunnel");
        line("Tunnel", tunnel == null ? "down" : "up: " + tunnel.getString("host") + " through " + tunnel.getString("frontend"));
        JsonObject announced = facts.getJsonObject("announced");
        line("Announced", announced == null ? "no" : "to " + announced.getString("server") + " over "
                + String.join(" and ", strings(announced.getJsonArray("families"))));
    }

    private void admin() {
        if (!facts.containsKey("admin")) {
            line("Admin", "unknown: the login is not running");
        } else if (facts.getBoolean("admin")) {
            line("Admin", "yes");
        } else {
            line("Admin", "none yet: open the app, or the Box's page with set-up code " + facts.getString("setup_code", "(none)"));
        }
    }

    private void failing() {
        for (JsonObject each : facts.getJsonArray("failing").getValuesAs(JsonObject.class)) {
            line("Fails", each.getString("step") + " cannot " + each.getString("what") + ": " + each.getString("reason")
                    + (each.containsKey("next") ? "; next try " + each.getString("next") : ""));
        }
    }

    private List<String> strings(String key) {
        return strings(facts.getJsonArray(key));
    }

    private static List<String> strings(JsonArray values) {
        return values.stream().filter(value -> value.getValueType() == JsonValue.ValueType.STRING)
                .map(value -> ((JsonString) value).getString()).toList();
    }

    private void line(String label, String value) {
        text.append(String.format("%-12s %s%n", label, value));
    }
}
