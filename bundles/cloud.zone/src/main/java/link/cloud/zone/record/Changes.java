package link.cloud.zone.record;

import java.util.List;
import java.util.Optional;

/**
 * What an edit changes below one id.
 *
 * @param sets replace what is there of their name and type; without values: removed
 * @param kite replaces the secret of the Box's kite; empty: that stays
 */
public record Changes(List<RecordSet> sets, Optional<KiteSecret> kite) {
    /** Nothing. */
    public static final Changes NONE = of(List.of());

    public Changes {
        sets = List.copyOf(sets);
    }

    /** @return changes of records alone */
    public static Changes of(List<RecordSet> sets) {
        return new Changes(sets, Optional.empty());
    }

    /** @return a change of the kite's secret alone */
    public static Changes of(KiteSecret kite) {
        return new Changes(List.of(), Optional.of(kite));
    }

    /** @return whether there is nothing to change */
    public boolean isEmpty() {
        return sets.isEmpty() && kite.isEmpty();
    }
}
