package link.cloud.zone.api;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.common.net.Source;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;

/** The API of the fxbox DNS server: one value for each name and type, which replaces the one before. */
final class V1 {
    static final String PATH = "/v1/dns/";
    static final int TTL = 600;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<RecordType> TYPES = Set.of(RecordType.A, RecordType.TXT, RecordType.CNAME);

    private final String zone;
    private final ZoneStore store;
    private final Values values;
    private final Intake intake;

    V1(String zone, ZoneStore store, Values values, Intake intake) {
        this.zone = zone;
        this.store = store;
        this.values = values;
        this.intake = intake;
    }

    Reply handle(Call call, Set<String> own) throws Refusal, IOException {
        if (!call.method().equals("POST")) {
            throw Refusal.method("POST");
        }
        Owner owner = owner(call.path());
        if (!own.contains(owner.id())) {
            throw new Refusal(UNAUTHORIZED, "a client certificate whose fingerprint is " + owner.id() + " is needed");
        }
        RecordSet set = set(owner, Fields.object(call.body().orElseThrow(ZoneApi::tooLarge)), call.source());
        store.apply(owner.id(), now -> intake.check(now, Changes.of(changes(now, set)), call.source()));
        return Reply.empty(200);
    }

    /** The original answers 401 for what is not one's own, whatever it is. */
    private Owner owner(String path) throws Refusal {
        List<String> labels = new ArrayList<>(Arrays.asList(path.substring(PATH.length()).toLowerCase(Locale.ROOT).split("/", -1)));
        Collections.reverse(labels);
        if (labels.stream().anyMatch(label -> label.contains("."))) {
            throw Refusal.malformed("one label for each path segment");
        }
        try {
            return Owner.of(String.join(".", labels), zone);
        } catch (Refusal e) {
            throw e.status() == FORBIDDEN ? new Refusal(UNAUTHORIZED, e.getMessage()) : e;
        }
    }

    private RecordSet set(Owner owner, JsonObject json, Source source) throws Refusal {
        RecordType type = Fields.type(json);
        if (!TYPES.contains(type)) {
            throw Refusal.malformed("\"type\" must be A, TXT or CNAME");
        }
        String value = values.check(owner.below(), type, Fields.string(json, "value"), source);
        return new RecordSet(owner.below(), type, TTL, List.of(value));
    }

    /** There is no delete here: the last one wins between a CNAME and other types. */
    private static List<RecordSet> changes(BoxRecords now, RecordSet set) {
        List<RecordSet> changes = new ArrayList<>();
        for (RecordSet other : now.at(set.below())) {
            if (other.type() != set.type() && (other.type() == RecordType.CNAME || set.type() == RecordType.CNAME)) {
                changes.add(RecordSet.none(other.below(), other.type()));
            }
        }
        changes.add(set);
        return changes;
    }
}
