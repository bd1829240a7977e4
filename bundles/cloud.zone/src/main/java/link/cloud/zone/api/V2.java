package link.cloud.zone.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.box.common.net.Source;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;

/** Our own API: what the server can, and edits that happen as a whole or not at all. */
final class V2 {
    static final String PATH = "/v2/";
    private static final int PRECONDITION = 412;
    private static final int TTL = 300;
    private static final List<String> CAN = List.of("multi", "aaaa", "caa", "ttl", "delete", "batch", "kite");

    private final String zone;
    private final ZoneStore store;
    private final Limits limits;
    private final Values values;
    private final Intake intake;
    private final V2Kite kite;

    V2(String zone, ZoneStore store, Limits limits, Values values, Intake intake) {
        this.zone = zone;
        this.store = store;
        this.limits = limits;
        this.values = values;
        this.intake = intake;
        this.kite = new V2Kite(store, intake);
    }

    Reply handle(Call call, Set<String> own) throws Refusal, IOException {
        String id = call.path().substring(PATH.length());
        if (id.endsWith(V2Kite.PATH)) {
            return kite.handle(id.substring(0, id.length() - V2Kite.PATH.length()), call, own);
        }
        if (!call.method().equals("GET") && !call.method().equals("PATCH")) {
            throw Refusal.method("GET, PATCH");
        }
        checkOwn(id, own);
        return document(id, call.method().equals("GET") ? store.find(id) : edit(id, call));
    }

    static void checkOwn(String id, Set<String> own) throws Refusal {
        if (!own.contains(id)) {
            throw Refusal.forbidden("this id is not the fingerprint of your certificate");
        }
    }

    private BoxRecords edit(String id, Call call) throws Refusal, IOException {
        JsonObject json = Fields.object(call.body().orElseThrow(ZoneApi::tooLarge));
        Changes changes = Changes.of(changes(id, json, call.source()));
        return store.apply(id, Fields.flag(json, "settle"), now -> {
            if (call.ifMatch().isPresent() && !matches(call.ifMatch().get(), now)) {
                throw new Refusal(PRECONDITION, "the records have changed meanwhile");
            }
            return intake.check(now, changes, call.source());
        });
    }

    private static boolean matches(String ifMatch, BoxRecords now) {
        return ifMatch.strip().equals("*") || Arrays.stream(ifMatch.split(",")).anyMatch(each -> each.strip().equals(tag(now)));
    }

    private static String tag(BoxRecords records) {
        return "\"" + records.version() + "\"";
    }

    private Reply document(String id, BoxRecords records) {
        JsonObject ttl = Json.PROVIDER.createObjectBuilder().add("min", limits.ttlMin()).add("max", limits.ttlMax()).build();
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("zone", zone).add("id", id)
                .add("can", Json.PROVIDER.createArrayBuilder(CAN)).add("ttl", ttl).add("serial", store.serial());
        limits.control().ifPresent(address -> json.add("control", address.getHostAddress()));
        return Reply.json(200, json.build()).with("ETag", tag(records)).with("Cache-Control", "no-store");
    }

    private List<RecordSet> changes(String id, JsonObject json, Source source) throws Refusal {
        List<RecordSet> changes = new ArrayList<>();
        for (JsonObject each : Fields.objects(json, "rrsets", Limits.SETS)) {
            RecordSet change = change(id, each, source);
            if (changes.stream().anyMatch(change::replaces)) {
                throw Refusal.malformed("a name and type stands twice in \"rrsets\"");
            }
            changes.add(change);
        }
        return changes;
    }

    private RecordSet change(String id, JsonObject json, Source source) throws Refusal {
        Owner owner = Owner.of(Fields.string(json, "name").toLowerCase(Locale.ROOT), zone);
        if (!owner.id().equals(id)) {
            throw Refusal.forbidden("the name is not below " + id + "." + zone);
        }
        RecordType type = Fields.type(json);
        Set<String> checked = new LinkedHashSet<>();
        for (String value : Fields.strings(json, "values", Limits.VALUES)) {
            checked.add(values.check(owner.below(), type, value, source));
        }
        if (type == RecordType.CNAME && checked.size() > 1) {
            throw Refusal.malformed("a CNAME has one value");
        }
        return checked.isEmpty() ? RecordSet.none(owner.below(), type)
                : new RecordSet(owner.below(), type, ttl(json), List.copyOf(checked));
    }

    private int ttl(JsonObject json) throws Refusal {
        int otherwise = Math.max(limits.ttlMin(), Math.min(limits.ttlMax(), TTL));
        return Fields.integer(json, "ttl", otherwise, limits.ttlMin(), limits.ttlMax());
    }
}
