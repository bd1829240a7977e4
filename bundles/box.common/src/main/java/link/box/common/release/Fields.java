package link.box.common.release;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import link.box.common.json.Json;

/** The members of a JSON object from outside, each of the kind that is expected, with errors that name the member. */
final class Fields {
    private static final int SHOWN = 60;

    private final JsonObject json;
    private final String what;

    /** @param what names the object in errors, for example "the release" */
    Fields(JsonObject json, String what) {
        this.json = json;
        this.what = what;
    }

    /** @return the members of the object that the bytes are */
    static Fields parse(byte[] bytes, String what) throws IOException {
        try {
            return new Fields(Json.object(new String(bytes, StandardCharsets.UTF_8)), what);
        } catch (IOException e) {
            throw new IOException(what + " cannot be read, it is " + shown(e.getMessage()), e);
        }
    }

    /** @return the text fit for a message, whoever wrote it: one line, and not long */
    static String shown(String text) {
        String line = text.replaceAll("\\p{C}+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    JsonObject json() {
        return json;
    }

    boolean has(String name) {
        return json.containsKey(name);
    }

    String text(String name) throws IOException {
        if (json.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw wrong(name, "a text");
    }

    /** @return a whole number that is not negative, of 15 digits at most */
    long number(String name) throws IOException {
        JsonValue value = json.get(name);
        // as text: arithmetic with an exponent of nine digits takes the memory of the Box
        if (value != null && value.getValueType() == JsonValue.ValueType.NUMBER && value.toString().matches("[0-9]{1,15}")) {
            return Long.parseLong(value.toString());
        }
        throw wrong(name, "a whole number");
    }

    boolean flag(String name) throws IOException {
        JsonValue value = json.get(name);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw wrong(name, "true or false");
    }

    Instant time(String name) throws IOException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "a time, as 2026-11-29T00:00:00Z");
        }
    }

    List<String> texts(String name, int most) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(name, most)) {
            if (!(value instanceof JsonString text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text.getString());
        }
        return texts;
    }

    List<Fields> objects(String name, String each, int most) throws IOException {
        List<Fields> objects = new ArrayList<>();
        for (JsonValue value : array(name, most)) {
            if (!(value instanceof JsonObject object)) {
                throw wrong(name, "a list of objects");
            }
            objects.add(new Fields(object, each));
        }
        return objects;
    }

    private JsonArray array(String name, int most) throws IOException {
        if (!(json.get(name) instanceof JsonArray array)) {
            throw wrong(name, "a list");
        }
        if (array.size() > most) {
            throw new IOException(what + " has " + array.size() + " " + name + ", more than " + most);
        }
        return array;
    }

    private IOException wrong(String name, String kind) {
        String there = has(name) ? " has \"" + name + "\": " + shown(json.get(name).toString()) : " has no \"" + name + "\"";
        return new IOException(what + there + "; it should be " + kind);
    }
}
