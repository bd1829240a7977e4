package link.box.registration;

import jakarta.json.JsonArrayBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import link.box.api.registration.Url;
import link.box.common.json.Json;

/** What an app is told: how the Box can be reached. As long as others, so that the length tells nobody anything. */
final class LetterText {
    private static final int VERSION = 1;
    private static final int STEP = 1024;
    /** Sealed and in base64url it has 4096 characters at most. */
    private static final int LONGEST = 2 * STEP;

    private LetterText() {
    }

    /**
     * @param number grows with each letter
     * @param issuer the Box's origin for good
     * @param urls in the order to try
     */
    static String of(long number, URI issuer, List<Url> urls) {
        List<Url> some = new ArrayList<>(urls);
        String text = json(number, issuer, some);
        while (text.getBytes(StandardCharsets.UTF_8).length > LONGEST && some.size() > 1) {
            some.remove(some.size() / 2); // first and last are of different kinds: home and tunnel
            text = json(number, issuer, some);
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return text + " ".repeat((STEP - length % STEP) % STEP);
    }

    private static String json(long number, URI issuer, List<Url> urls) {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        urls.forEach(each -> list.add(Json.PROVIDER.createObjectBuilder().add("url", each.uri().toString())
                .add("kind", each.kind().name().toLowerCase(Locale.ROOT))));
        return Json.PROVIDER.createObjectBuilder().add("v", VERSION).add("n", number).add("iss", issuer.toString()).add("urls", list)
                .build().toString();
    }
}
