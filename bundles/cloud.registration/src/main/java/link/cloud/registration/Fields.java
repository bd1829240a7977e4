package link.cloud.registration;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import link.box.common.json.Json;

/** The fields of a message of version 2, each looked at before it is believed. Unknown ones are left aside. */
final class Fields {
    private static final int VERSION = 2;

    private final JsonObject json;

    /**
     * @param body empty if it is too large
     * @param most how many bytes it may have
     */
    Fields(Optional<byte[]> body, int most) throws BadRequest {
        byte[] bytes = body.filter(each -> each.length <= most).orElseThrow(() -> new BadRequest("the body may have " + most + " bytes"));
        try {
            json = Json.object(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadRequest("the body must be a JSON object");
        }
        number("v", VERSION, VERSION);
    }

    int number(String name, int least, int most) throws BadRequest {
        if (json.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                int value = number.intValueExact();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (ArithmeticException e) {
                throw new BadRequest(range(name, least, most));
            }
        }
        throw new BadRequest(range(name, least, most));
    }

    /** @param form what it must be, in words */
    String text(String name, Predicate<String> right, String form) throws BadRequest {
        if (json.get(name) instanceof JsonString text && right.test(text.getString())) {
            return text.getString();
        }
        throw new BadRequest("\"" + name + "\" must be " + form);
    }

    /** @param form what each must be, in words */
    Set<String> texts(String name, int most, Predicate<String> right, String form) throws BadRequest {
        if (!(json.get(name) instanceof JsonArray array) || array.size() > most) {
            throw new BadRequest("\"" + name + "\" must be a list of at most " + most);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonValue each : array) {
            if (!(each instanceof JsonString text) || !right.test(text.getString())) {
                throw new BadRequest("each of \"" + name + "\" must be " + form);
            }
            texts.add(text.getString());
        }
        return texts;
    }

    private static String range(String name, int least, int most) {
        return "\"" + name + "\" must be " + (least == most ? String.valueOf(least) : "a whole number from " + least + " to " + most);
    }
}
