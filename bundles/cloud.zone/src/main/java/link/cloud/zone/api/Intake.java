package link.cloud.zone.api;

import java.time.Duration;
import java.util.function.LongSupplier;
import link.box.common.net.Source;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;

/** The rules about an id as a whole: looked at with the edit applied, before it happens. */
final class Intake {
    private static final int CONFLICT = 409;
    private static final int FULL = 507;

    private final Limits limits;
    private final ZoneStore store;
    private final Quota quota;

    Intake(Limits limits, ZoneStore store, LongSupplier nanos) {
        this.limits = limits;
        this.store = store;
        this.quota = new Quota(limits.idsPerSource(), nanos);
    }

    /** @return the changes, if they may happen */
    Changes check(BoxRecords now, Changes changes, Source source) throws Refusal {
        BoxRecords next = now.with(changes, now.version());
        grow(now.names(), next.names(), Limits.NAMES, "names with records");
        grow(now.names(RecordType.TXT), next.names(RecordType.TXT), Limits.TXT_NAMES, "names with TXT records");
        grow(now.bytes(), next.bytes(), Limits.BYTES, "bytes for all records of an id, with what they take in memory");
        if (next.bytes() > now.bytes() && store.bytes() + next.bytes() - now.bytes() > limits.bytesMax()) {
            throw new Refusal(FULL, "this server has no room for more records");
        }
        for (RecordSet set : next.sets()) {
            if (set.type() == RecordType.CNAME && next.at(set.below()).size() > 1) {
                throw new Refusal(CONFLICT, "a name with a CNAME has no other records (RFC 1034, section 3.6.2)");
            }
        }
        if (now.isEmpty() && !next.isEmpty()) {
            admit(source);
        }
        return changes;
    }

    /** What is too large, as limits were others once, may stay so and shrink. */
    private static void grow(long now, long next, int most, String what) throws Refusal {
        if (next > most && next > now) {
            throw new Refusal(FULL, "at most " + most + " " + what);
        }
    }

    private void admit(Source source) throws Refusal {
        if (store.ids() >= limits.idsMax()) {
            throw new Refusal(FULL, "this server takes no more new Boxes");
        }
        Duration wait = quota.take(source);
        if (!wait.isZero()) {
            throw Refusal.tooMany("too many new ids from your address", wait);
        }
    }
}
