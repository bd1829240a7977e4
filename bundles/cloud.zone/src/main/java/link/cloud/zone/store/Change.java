package link.cloud.zone.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Optional;
import link.box.common.json.Json;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;

/**
 * A change of what one id has, as it stands in the files.
 *
 * @param id the id
 * @param serial the zone's serial after it
 * @param what what changes
 */
record Change(String id, long serial, Changes what) {
    static Change of(JsonObject json) {
        Optional<KiteSecret> kite = Optional.ofNullable(json.getString("kite", null)).map(KiteSecret::new);
        return new Change(json.getString("id"), json.getJsonNumber("serial").longValue(),
                new Changes(json.getJsonArray("sets").getValuesAs(Change::set), kite));
    }

    /** Who knows no kites leaves their secrets out, and reads the rest. */
    JsonObject json() {
        JsonArrayBuilder array = Json.PROVIDER.createArrayBuilder();
        what.sets().forEach(set -> array.add(json(set)));
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("id", id).add("serial", serial).add("sets", array);
        what.kite().ifPresent(secret -> json.add("kite", secret.text()));
        return json.build();
    }

    private static JsonObject json(RecordSet set) {
        JsonArray values = Json.PROVIDER.createArrayBuilder(set.values()).build();
        return Json.PROVIDER.createObjectBuilder().add("below", set.below()).add("type", set.type().name())
                .add("ttl", set.ttl()).add("values", values).build();
    }

    private static RecordSet set(JsonObject json) {
        return new RecordSet(json.getString("below").intern(), RecordType.valueOf(json.getString("type")), json.getInt("ttl"),
                json.getJsonArray("values").getValuesAs(JsonString::getString));
    }
}
