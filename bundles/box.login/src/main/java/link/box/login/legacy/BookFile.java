package link.box.login.legacy;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import link.box.common.json.Json;
import link.box.login.account.JsonFile;

/** {@code legacy.json}: of tokens it holds who has them, and what they are signed with. */
final class BookFile {
    private final JsonFile file;

    BookFile(Path directory) {
        this.file = new JsonFile(directory.resolve("legacy.json"), 1);
    }

    Book read() throws IOException {
        return file.read(Book.EMPTY, root -> new Book(objects(root, "apps").stream().map(BookFile::app).toList(),
                objects(root, "secrets").stream()
                        .collect(Collectors.toMap(each -> each.getString("user"), each -> each.getString("secret"))),
                objects(root, "tokens").stream().map(BookFile::token).toList()));
    }

    void write(Book book) throws IOException {
        JsonArrayBuilder apps = Json.PROVIDER.createArrayBuilder();
        book.apps().forEach(app -> apps.add(object().add("origin", app.origin()).add("since", app.since().getEpochSecond())
                .add("used", app.used().getEpochSecond())));
        JsonArrayBuilder secrets = Json.PROVIDER.createArrayBuilder();
        for (Map.Entry<String, String> each : book.secrets().entrySet()) {
            secrets.add(object().add("user", each.getKey()).add("secret", each.getValue()));
        }
        JsonArrayBuilder tokens = Json.PROVIDER.createArrayBuilder();
        book.tokens().forEach(token -> tokens.add(object().add("id", token.id()).add("user", token.user()).add("origin", token.origin())
                .add("issued", token.issued().getEpochSecond()).add("used", token.used().getEpochSecond())));
        file.write(object().add("apps", apps).add("secrets", secrets).add("tokens", tokens));
    }

    private static App app(JsonObject json) {
        return new App(json.getString("origin"), instant(json, "since"), instant(json, "used"));
    }

    private static Token token(JsonObject json) {
        return new Token(json.getString("id"), json.getString("user"), json.getString("origin"), instant(json, "issued"),
                instant(json, "used"));
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.getJsonArray(name).getValuesAs(JsonObject.class);
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.ofEpochSecond(json.getJsonNumber(name).longValueExact());
    }

    private static JsonObjectBuilder object() {
        return Json.PROVIDER.createObjectBuilder();
    }
}
