package link.box.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** The facts as a person reads them. */
final class StatusText {
    private final JsonObject facts;
    private final Lines lines = new Lines();

    StatusText(JsonObject facts) {
        this.facts = facts;
        identity();
        network();
        CertificateText certificate = new CertificateText(lines);
        certificate.certificate(facts.getJsonObject("certificate"));
        certificate.renewal(facts.getJsonObject("renewal"));
        reach();
        rebind();
        offline();
        release();
        admin();
        strings("waiting").forEach(each -> lines.add("Waits", each));
        failing();
        strings("troubles").forEach(each -> lines.add("Trouble", each));
        checks();
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    private void identity() {
        lines.add("Box", facts.getString("id", "has no identity"));
        if (facts.containsKey("main")) {
            lines.add("Name", facts.getString("main"));
        }
        if (facts.containsKey("fingerprint")) {
            lines.add("Words", String.join(" ", strings("words")));
            lines.add("", "SHA-256 " + facts.getString("fingerprint") + " of its own certificate");
        }
    }

    private void network() {
        JsonArray addresses = facts.getJsonArray("addresses");
        if (addresses == null) {
            lines.add("Address", "none: no cable, no Wi-Fi or no DHCP yet");
            return;
        }
        for (JsonObject each : addresses.getValuesAs(JsonObject.class)) {
            lines.add("Address", each.getString("address") + " (" + each.getString("interface") + ")");
        }
        JsonObject outside = facts.getJsonObject("outside");
        if (outside != null) {
            lines.add("Outside", outside.getString("address") + ", says the router (" + outside.getString("protocol") + ")");
        }
        lines.add("On the LAN", facts.getString("multicast", "not announced"));
        JsonObject published = facts.getJsonObject("published");
        lines.add("Records", published == null ? "not in the zone yet" : "in the zone: " + published.getString("address") + " for "
                + String.join(", ", strings(published.getJsonArray("names"))));
    }

    private void reach() {
        lines.add("Tunnel", tunnel());
        JsonObject announced = facts.getJsonObject("announced");
        lines.add("Announced", announced == null ? "no" : "to " + announced.getString("server") + " over "
                + String.join(" and ", strings(announced.getJsonArray("families"))));
    }

    private String tunnel() {
        JsonObject tunnel = facts.getJsonObject("tunnel");
        if (tunnel != null) {
            return "up: " + tunnel.getString("host") + " through " + tunnel.getString("frontend");
        }
        return facts.containsKey("tunnel_off") ? "off: " + facts.getString("tunnel_off") : "down";
    }

    private void rebind() {
        JsonObject rebind = facts.getJsonObject("rebind");
        if (rebind != null) {
            lines.add("Rebind", rebind.getString("verdict") + ": " + rebind.getString("reason"));
            rebind.getJsonArray("advice").getValuesAs(JsonObject.class)
                    .forEach(each -> lines.add("Advice", each.getString("router") + ": " + each.getString("what")));
        }
    }

    private void offline() {
        if (facts.containsKey("offline")) {
            List<String> ways = strings("offline");
            lines.add("Offline", "its servers are not reached; at home all goes on" + (ways.isEmpty() ? "" : ", reached by "
                    + String.join(" or ", ways) + " with its own certificate, and by its names while devices remember them"));
        }
    }

    private void release() {
        if (facts.containsKey("release")) {
            lines.add("Release", ReleaseText.words(facts.getJsonObject("release")));
        }
        if (facts.containsKey("restart")) {
            lines.add("Restart", ReleaseText.restartWords(facts.getJsonObject("restart")));
        }
    }

    private void admin() {
        if (!facts.containsKey("admin")) {
            lines.add("Admin", "unknown: the login is not running");
        } else if (facts.getBoolean("admin")) {
            lines.add("Admin", "yes");
        } else {
            lines.add("Admin", "none yet: open the app, or the Box's page with set-up code " + facts.getString("setup_code", "(none)"));
        }
    }

    private void failing() {
        for (JsonObject each : facts.getJsonArray("failing").getValuesAs(JsonObject.class)) {
            lines.add("Fails", each.getString("step") + " cannot " + each.getString("what") + ": " + each.getString("reason")
                    + (each.containsKey("next") ? "; next try " + each.getString("next") : ""));
        }
    }

    private void checks() {
        for (JsonObject each : facts.getJsonArray("checks").getValuesAs(JsonObject.class)) {
            lines.add("Check", each.getString("name") + " " + each.getString("status") + ": " + each.getString("message"));
        }
    }

    private List<String> strings(String key) {
        return strings(facts.getJsonArray(key));
    }

    private static List<String> strings(JsonArray values) {
        return values.stream().filter(value -> value.getValueType() == JsonValue.ValueType.STRING)
                .map(value -> ((JsonString) value).getString()).toList();
    }
}
