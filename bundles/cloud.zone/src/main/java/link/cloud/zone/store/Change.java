package link.cloud.zone.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import link.box.common.json.Json;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;

/**
 * A change of one id's records, as it stands in the files.
 *
 * @param id the id
 * @param serial the zone's serial after it
 * @param sets what replaces what is there; no values: removed
 */
record Change(String id, long serial, List<RecordSet> sets) {
    static Change of(JsonObject json) {
        return new Change(json.getString("id"), json.getJsonNumber("serial").longValue(),
                json.getJsonArray("sets").getValuesAs(Change::set));
    }

    JsonObject json() {
        JsonArrayBuilder array = Json.PROVIDER.createArrayBuilder();
        sets.forEach(set -> array.add(json(set)));
        return Json.PROVIDER.createObjectBuilder().add("id", id).add("serial", serial).add("sets", array).build();
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
