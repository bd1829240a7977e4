package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names that an order asks for. */
final class Names {
    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    private Names() {
    }

    /** @return the names, each once, in the order of the alphabet */
    static List<String> of(JsonObject order) throws Problem {
        Set<String> names = new TreeSet<>();
        for (JsonObject each : order.getJsonArray("identifiers").getValuesAs(JsonObject.class)) {
            if (!"dns".equals(each.getString("type", ""))) {
                throw new Problem(400, "unsupportedIdentifier", "only names are certified here");
            }
            String name = each.getString("value", "");
            if (!NAME.matcher(name).matches()) {
                throw new Problem(400, "rejectedIdentifier", "\"" + name + "\" is no public name in lower case");
            }
            names.add(name);
        }
        if (names.isEmpty() || names.size() > MOST) {
            throw Problem.malformed("an order is for 1 to " + MOST + " names");
        }
        return List.copyOf(names);
    }

    static JsonObject json(String name) {
        return Wire.object().add("type", "dns").add("value", name).build();
    }
}
