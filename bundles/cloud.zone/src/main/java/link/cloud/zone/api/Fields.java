package link.cloud.zone.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import link.box.common.json.Json;
import link.cloud.zone.record.RecordType;

/** Fields of a JSON object from outside. */
final class Fields {
    private Fields() {
    }

    static JsonObject object(byte[] body) throws Refusal {
        try {
            return Json.object(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.malformed("the body must be a JSON object");
        }
    }

    static String string(JsonObject json, String key) throws Refusal {
        if (json.get(key) instanceof JsonString string) {
            return string.getString();
        }
        throw Refusal.malformed("\"" + key + "\" must be a string");
    }

    static RecordType type(JsonObject json) throws Refusal {
        return RecordType.of(string(json, "type")).orElseThrow(() -> Refusal.malformed("\"type\" must be A, AAAA, TXT, CNAME or CAA"));
    }

    /** @return whether it is set */
    static boolean flag(JsonObject json, String key) throws Refusal {
        JsonValue value = json.getOrDefault(key, JsonValue.FALSE);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw Refusal.malformed("\"" + key + "\" must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    /** @return the number, or the given one if there is none */
    static int integer(JsonObject json, String key, int otherwise, int min, int max) throws Refusal {
        JsonValue value = json.get(key);
        if (value == null) {
            return otherwise;
        }
        BigDecimal number = value instanceof JsonNumber given ? given.bigDecimalValue() : null;
        if (number == null || number.scale() != 0 || number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw Refusal.malformed("\"" + key + "\" must be an integer from " + min + " to " + max);
        }
        return number.intValue();
    }

    static List<String> strings(JsonObject json, String key, int limit) throws Refusal {
        List<String> strings = new ArrayList<>();
        for (JsonValue value : array(json, key, limit)) {
            if (!(value instanceof JsonString string)) {
                throw Refusal.malformed("\"" + key + "\" must hold strings");
            }
            strings.add(string.getString());
        }
        return strings;
    }

    static List<JsonObject> objects(JsonObject json, String key, int limit) throws Refusal {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue value : array(json, key, limit)) {
            if (!(value instanceof JsonObject object)) {
                throw Refusal.malformed("\"" + key + "\" must hold objects");
            }
            objects.add(object);
        }
        return objects;
    }

    private static List<JsonValue> array(JsonObject json, String key, int limit) throws Refusal {
        if (json.get(key) instanceof JsonArray array && array.size() <= limit) {
            return array;
        }
        throw Refusal.malformed("\"" + key + "\" must be an array of at most " + limit);
    }
}
