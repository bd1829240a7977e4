package link.cloud.zone.api;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import link.box.common.net.Source;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;

/** The rules about an id as a whole: looked at with the edit applied, before it happens. */
final class Intake {
    private static final int CONFLICT = 409;
    private static final int FULL = 507;

    private final Limits limits;
    private final IntSupplier ids;
    private final Quota quota;

    Intake(Limits limits, IntSupplier ids, LongSupplier nanos) {
        this.limits = limits;
        this.ids = ids;
        this.quota = new Quota(limits.idsPerSource(), nanos);
    }

    /** @return the changes, if they may happen */
    List<RecordSet> check(BoxRecords now, List<RecordSet> changes, Source source) throws Refusal {
        BoxRecords next = now.with(changes, now.version());
        if (next.names() > Limits.NAMES) {
            throw new Refusal(FULL, "at most " + Limits.NAMES + " names with records");
        }
        for (RecordSet set : next.sets()) {
            if (set.type() == RecordType.CNAME && next.at(set.below()).size() > 1) {
                throw new Refusal(CONFLICT, "a name with a CNAME has no other records (RFC 1034, section 3.6.2)");
            }
        }
        if (now.sets().isEmpty() && !next.sets().isEmpty()) {
            admit(source);
        }
        return changes;
    }

    private void admit(Source source) throws Refusal {
        if (ids.getAsInt() >= limits.idsMax()) {
            throw new Refusal(FULL, "this server takes no more new Boxes");
        }
        Duration wait = quota.take(source);
        if (!wait.isZero()) {
            throw Refusal.tooMany("too many new ids from your address", wait);
        }
    }
}
