package link.cloud.zone.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;

/** Decides on edits one after the other, on top of those that are decided but not stored yet. Thread-safe. */
final class Planned {
    private final Map<String, BoxRecords> stored;
    private final Map<String, BoxRecords> ahead = new HashMap<>();
    private List<Pending> queue = new ArrayList<>();
    private long serial;

    Planned(Map<String, BoxRecords> stored, long serial) {
        this.stored = stored;
        this.serial = serial;
    }

    /** @return the edit in the queue; null if it changes nothing and waits for nothing */
    synchronized <X extends Exception> Pending add(String id, boolean settle, Edit<X> edit) throws X {
        BoxRecords now = now(id);
        Changes wanted = edit.plan(now);
        boolean nothing = now.has(wanted) && !(settle && !wanted.isEmpty() && now.version() > 0);
        if (nothing && !ahead.containsKey(id)) {
            return null;
        }
        long version = nothing ? now.version() : ++serial;
        Changes changes = nothing ? Changes.NONE : wanted;
        Pending pending = new Pending(new Change(id, version, changes), nothing ? now : now.with(changes, version));
        ahead.put(id, pending.next);
        queue.add(pending);
        return pending;
    }

    /** @return what is to be stored next, in order */
    synchronized List<Pending> take() {
        List<Pending> batch = queue;
        queue = new ArrayList<>();
        return batch;
    }

    /** These are stored now. */
    synchronized void stored(List<Pending> batch) {
        batch.forEach(each -> ahead.remove(each.change.id(), each.next));
    }

    /** Forgets all that is not stored, as one edit builds on the other. @return what is forgotten beside what was taken */
    synchronized List<Pending> forget(long storedSerial) {
        ahead.clear();
        serial = storedSerial;
        return take();
    }

    private BoxRecords now(String id) {
        BoxRecords planned = ahead.get(id);
        return planned != null ? planned : stored.getOrDefault(id, BoxRecords.NONE);
    }
}
