package link.box.login.oauth;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import link.box.common.json.Json;
import link.box.login.account.JsonFile;

/** {@code grants.json}: of tokens it holds hashes only. */
final class GrantFile {
    private final JsonFile file;

    /**
     * What stands in it.
     *
     * @param ended apps of families that are over, so that who held one can be told, by the family
     */
    record Content(List<Grant> grants, Map<String, String> ended) {
        static final Content NONE = new Content(List.of(), Map.of());
    }

    GrantFile(Path directory) {
        this.file = new JsonFile(directory.resolve("grants.json"), 1);
    }

    Content read() throws IOException {
        return file.read(Content.NONE, root -> new Content(objects(root, "grants").stream().map(GrantFile::grant).toList(), ended(root)));
    }

    void write(Content content) throws IOException {
        JsonArrayBuilder grants = Json.PROVIDER.createArrayBuilder();
        content.grants.forEach(grant -> grants.add(json(grant)));
        JsonArrayBuilder ended = Json.PROVIDER.createArrayBuilder();
        content.ended.forEach((family, client) -> ended.add(object().add("family", family).add("client", client)));
        file.write(object().add("grants", grants).add("ended", ended));
    }

    private static JsonObjectBuilder json(Grant grant) {
        JsonArrayBuilder families = Json.PROVIDER.createArrayBuilder();
        grant.families().forEach(family -> families.add(json(family)));
        return object().add("id", grant.id()).add("user", grant.user()).add("client", grant.client()).add("redirect", grant.redirect())
                .add("created", seconds(grant.created())).add("used", seconds(grant.used().at())).add("tunnel", grant.used().tunnel())
                .add("locator", grant.letterbox().locator()).add("key", grant.letterbox().key())
                .add("writeKey", grant.letterbox().writeKey()).add("families", families);
    }

    private static JsonObjectBuilder json(Family family) {
        JsonArrayBuilder accesses = Json.PROVIDER.createArrayBuilder();
        family.accesses().forEach(each -> accesses.add(object().add("hash", each.hash()).add("ends", seconds(each.ends()))));
        return object().add("id", family.id()).add("scopes", Json.PROVIDER.createArrayBuilder(new TreeSet<>(family.scopes().all())))
                .add("authenticated", seconds(family.authenticated())).add("created", seconds(family.created()))
                .add("ends", seconds(family.ends())).add("refresh", family.refresh()).add("previous", family.previous())
                .add("rotated", seconds(family.rotated())).add("accesses", accesses);
    }

    private static Grant grant(JsonObject json) {
        return new Grant(json.getString("id"), json.getString("user"), json.getString("client"), json.getString("redirect"),
                instant(json, "created"), new Grant.Use(instant(json, "used"), json.getBoolean("tunnel")),
                new AppLetterbox(json.getString("locator"), json.getString("key"), json.getString("writeKey")),
                objects(json, "families").stream().map(GrantFile::family).toList());
    }

    private static Family family(JsonObject json) {
        Scopes scopes = new Scopes(json.getJsonArray("scopes").getValuesAs(JsonString::getString).stream()
                .collect(Collectors.toSet()));
        return new Family(json.getString("id"), scopes, instant(json, "authenticated"), instant(json, "created"), instant(json, "ends"),
                json.getString("refresh"), json.getString("previous"), instant(json, "rotated"), objects(json, "accesses").stream()
                        .map(each -> new Family.Access(each.getString("hash"), instant(each, "ends"))).toList());
    }

    private static Map<String, String> ended(JsonObject root) {
        Map<String, String> ended = new LinkedHashMap<>();
        objects(root, "ended").forEach(each -> ended.put(each.getString("family"), each.getString("client")));
        return ended;
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.getJsonArray(name).getValuesAs(JsonObject.class);
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.ofEpochSecond(json.getJsonNumber(name).longValue());
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond();
    }

    private static JsonObjectBuilder object() {
        return Json.PROVIDER.createObjectBuilder();
    }
}
