package link.cloud.zone.api;

import java.io.IOException;
import java.util.Set;
import link.box.common.http.Reply;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.store.ZoneStore;

/** The secret of a Box's kite: goes in, and never out again. */
final class V2Kite {
    static final String PATH = "/kite";

    private final ZoneStore store;
    private final Intake intake;

    V2Kite(ZoneStore store, Intake intake) {
        this.store = store;
        this.intake = intake;
    }

    Reply handle(String id, Call call, Set<String> own) throws Refusal, IOException {
        if (!call.method().equals("PUT")) {
            throw Refusal.method("PUT");
        }
        V2.checkOwn(id, own);
        Changes changes = Changes.of(secret(call));
        store.apply(id, now -> intake.check(now, changes, call.source()));
        return Reply.empty(204);
    }

    private static KiteSecret secret(Call call) throws Refusal {
        try {
            return new KiteSecret(Fields.string(Fields.object(call.body().orElseThrow(ZoneApi::tooLarge)), "secret"));
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("\"secret\" must have 64 hexadecimal digits, lower case");
        }
    }
}
