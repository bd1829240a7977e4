package link.cloud.zone.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything below one id. Replaced as a whole, so that a reader sees all of an edit or nothing.
 *
 * @param version the zone's serial when it was changed last; 0 if there never was anything
 * @param sets the record sets, each with at least one value
 * @param kite the secret of the Box's kite, if it has one of its own; not served
 */
public record BoxRecords(long version, List<RecordSet> sets, Optional<KiteSecret> kite) {
    /** Nothing there. */
    public static final BoxRecords NONE = new BoxRecords(0, List.of(), Optional.empty());
    /** The id, its place in the zone's map, the list. */
    private static final int BYTES = 224;

    public BoxRecords {
        sets = List.copyOf(sets);
    }

    /** @return this with the changes made */
    public BoxRecords with(Changes changes, long newVersion) {
        List<RecordSet> next = new ArrayList<>(sets);
        for (RecordSet change : changes.sets()) {
            next.removeIf(change::replaces);
            if (!change.values().isEmpty()) {
                next.add(change);
            }
        }
        return new BoxRecords(newVersion, next, changes.kite().or(() -> kite));
    }

    /** @return whether the changes would change nothing */
    public boolean has(Changes changes) {
        return changes.kite().or(() -> kite).equals(kite) && changes.sets().stream().allMatch(change -> change.values().isEmpty()
                ? sets.stream().noneMatch(change::replaces) : sets.contains(change));
    }

    /** @return whether there is nothing */
    public boolean isEmpty() {
        return sets.isEmpty() && kite.isEmpty();
    }

    /** @return the record sets of one name */
    public List<RecordSet> at(String below) {
        return sets.stream().filter(set -> set.below().equals(below)).toList();
    }

    /** @return whether the name or anything below it has records (RFC 8020) */
    public boolean exists(String below) {
        String suffix = "." + below;
        return below.isEmpty() ? !sets.isEmpty()
                : sets.stream().anyMatch(set -> set.below().equals(below) || set.below().endsWith(suffix));
    }

    /** @return how many names have records */
    public long names() {
        return sets.stream().map(RecordSet::below).distinct().count();
    }

    /** @return how many names have records of the type */
    public long names(RecordType type) {
        return sets.stream().filter(set -> set.type() == type).count();
    }

    /** @return how many bytes of heap it takes, about */
    public int bytes() {
        return isEmpty() ? 0 : BYTES + sets.stream().mapToInt(RecordSet::bytes).sum() + kite.map(secret -> KiteSecret.BYTES).orElse(0);
    }
}
