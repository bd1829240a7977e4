package link.cloud.zone.store;

import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;

/**
 * Decides on an edit from what is there. Called while no other edit is decided on: short, without blocking.
 *
 * @param <X> how it refuses
 */
@FunctionalInterface
public interface Edit<X extends Exception> {
    /** @return what to change; throws to refuse */
    Changes plan(BoxRecords now) throws X;
}
