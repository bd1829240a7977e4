package link.box.features;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/**
 * A setting as a feature declares it.
 *
 * @param key name in the configuration file
 * @param type a type of the runtime's {@code ValueType}, for example {@code choice(sha256|sha1)}
 * @param initial value when nobody sets it
 * @param help what it is for, in a sentence or two
 * @param needs key of another one that has to be set where this one is; empty: none
 * @param targets {@code <pid>:<property>} of each configuration property that it becomes
 */
record DeclaredSetting(String key, String type, String initial, String help, String needs, List<String> targets) {
    static DeclaredSetting parse(JsonObject json) {
        return new DeclaredSetting(json.getString("key"), json.getString("type", "text"), json.getString("default", ""),
                json.getString("help"), json.getString("needs", ""),
                json.getJsonArray("to").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }

    String line() {
        return key + "\t" + type + "\t" + initial + "\t" + String.join(",", targets) + (needs.isEmpty() ? "" : "\t" + needs);
    }
}
