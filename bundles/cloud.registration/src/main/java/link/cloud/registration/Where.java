package link.cloud.registration;

import java.util.function.LongSupplier;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.box.common.net.Source;

/**
 * Letterboxes of version 2: what a Box leaves for an app, and the app fetches when it cannot reach the Box. Behind one source may be many
 * homes, so what goes to a place by its own key or name is counted by that place, and only the rest by the source.
 */
final class Where {
    static final String PATH = "/v2/where/";
    private static final int GETS = 30;
    private static final int PUTS = 30;

    private final Letterboxes letterboxes;
    private final LongSupplier nanos;
    private final Rate gets = new Rate(GETS);
    private final Rate puts = new Rate(PUTS);

    Where(Letterboxes letterboxes, LongSupplier nanos) {
        this.letterboxes = letterboxes;
        this.nanos = nanos;
    }

    Reply answer(Question question) {
        String locator = question.path().substring(PATH.length());
        Source source = Source.of(question.address());
        return switch (question.method()) {
            case "GET" -> get(locator, source).with("Access-Control-Allow-Origin", "*"); // who knows the name may read it
            case "PUT" -> put(locator, source, question);
            default -> Replies.wrongMethod("GET, PUT");
        };
    }

    private Reply get(String locator, Source source) {
        long now = nanos.getAsLong();
        return letterboxes.find(locator, now)
                .map(sealed -> Reply.json(200, Json.PROVIDER.createObjectBuilder().add("v", 2).add("sealed", sealed).build()))
                .orElseGet(() -> gets.tooOften(source, now) ? Replies.later(429, "too many questions from your address")
                        : Reply.error(404, "nothing lies there"));
    }

    private Reply put(String locator, Source source, Question question) {
        long now = nanos.getAsLong();
        try {
            Letter letter = Letter.of(question.body());
            if (!letterboxes.owns(locator, letter.key(), now) && puts.tooOften(source, now)) {
                return tooMany();
            }
            return Forms.isName(locator) ? put(locator, letter, now)
                    : Reply.error(400, "the locator must be 22 characters of base64url");
        } catch (BadRequest e) {
            return puts.tooOften(source, now) ? tooMany() : Reply.error(400, e.getMessage());
        }
    }

    private static Reply tooMany() {
        return Replies.later(429, "too many letters from your address");
    }

    private Reply put(String locator, Letter letter, long now) {
        return switch (letterboxes.put(locator, letter, now)) {
            case TOO_OFTEN -> Replies.later(429, "too many letters for that place");
            case TAKEN -> Reply.empty(204);
            case OTHERS -> Reply.error(409, "that place is another's");
            case FULL -> Replies.later(503, "this server takes no more letters at the moment");
        };
    }
}
