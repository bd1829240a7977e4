package link.cloud.registration;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.box.common.net.Source;

/** Register and ping as the fxbox app and Boxes speak them. Thread-safe, does not block. */
final class RegistrationApi {
    private static final int BODY = 4096;
    /** The largest message, in bytes of UTF-8. */
    private static final int MESSAGE = 2048;
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Board board;
    private final Readers readers;
    private final Supplier<Instant> now;

    RegistrationApi(Board board, Readers readers, Supplier<Instant> now) {
        this.board = board;
        this.readers = readers;
        this.now = now;
    }

    Reply handle(Question question) {
        return open(dispatch(question));
    }

    private Reply dispatch(Question question) {
        String allowed = switch (question.path()) {
            case "/register" -> "POST";
            case "/ping" -> "GET";
            default -> null;
        };
        if (allowed == null) {
            return Reply.error(404, "there is only /register and /ping");
        }
        if (question.method().equals("OPTIONS")) {
            return Reply.empty(200);
        }
        if (!question.method().equals(allowed)) {
            return Reply.error(405, "only " + allowed).with("Allow", allowed + ", OPTIONS");
        }
        return allowed.equals("GET") ? ping(question) : register(question);
    }

    private Reply ping(Question question) {
        return readers.may(question.origin()) ? ping(question.address()) : Reply.json(200, "[]");
    }

    private Reply ping(String address) {
        JsonArrayBuilder found = Json.PROVIDER.createArrayBuilder();
        for (Announcement each : board.find(Source.of(address), now.get())) {
            found.add(Json.PROVIDER.createObjectBuilder().add("public_ip", each.address()).add("client", each.client())
                    .add("message", each.message()).add("timestamp", each.at().getEpochSecond()));
        }
        return Reply.json(200, found.build().toString());
    }

    private Reply register(Question question) {
        return question.body().filter(bytes -> bytes.length <= BODY).map(bytes -> register(question.address(), bytes))
                .orElseGet(() -> Reply.error(413, "at most " + BODY + " bytes"));
    }

    private Reply register(String address, byte[] body) {
        JsonObject json;
        try {
            json = Json.object(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Reply.error(400, "the body must be a JSON object");
        }
        if (!(json.get("client") instanceof JsonString client) || !CLIENT.matcher(client.getString()).matches()) {
            return Reply.error(400, "\"client\" must be the Box's id");
        }
        if (!(json.get("message") instanceof JsonString message) || message.getString().getBytes(StandardCharsets.UTF_8).length > MESSAGE) {
            return Reply.error(400, "\"message\" must be a string of at most " + MESSAGE + " bytes in UTF-8");
        }
        return put(new Announcement(address, client.getString(), message.getString(), now.get()));
    }

    private Reply put(Announcement announcement) {
        return switch (board.put(Source.of(announcement.address()), announcement)) {
            case TAKEN -> Reply.json(200, "{\"status\" : \"registered\"}");
            case TOO_MANY_HERE -> Replies.later(429, "too many Boxes behind your address");
            case FULL -> Replies.later(503, "this server takes no more Boxes at the moment");
        };
    }

    /**
     * Any page may ask, and no cookie is looked at. No page may send {@code authorization}: the fxbox app would show its token to this
     * server, which has no use for it.
     */
    private static Reply open(Reply reply) {
        return reply.with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Headers", "accept, content-type")
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }
}
