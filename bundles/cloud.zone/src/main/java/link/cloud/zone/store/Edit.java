package link.cloud.zone.store;

import java.util.List;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.RecordSet;

/**
 * Decides on an edit from what is there. Called while no other edit is decided on: short, without blocking.
 *
 * @param <X> how it refuses
 */
@FunctionalInterface
public interface Edit<X extends Exception> {
    /** @return what to change; throws to refuse */
    List<RecordSet> plan(BoxRecords now) throws X;
}
