package link.cloud.zone.record;

import java.util.List;

/**
 * All records of one name and type.
 *
 * @param below the labels in front of the id, lower case, for example {@code a}; empty for the id itself
 * @param type the type
 * @param ttl in seconds
 * @param values in presentation form; none means: not there
 */
public record RecordSet(String below, RecordType type, int ttl, List<String> values) {
    /** Objects around the text, as a 64-bit JVM lays them out. */
    private static final int BYTES = 112;
    private static final int VALUE_BYTES = 56;

    public RecordSet {
        values = List.copyOf(values);
    }

    /** @return a record set that removes what is there */
    public static RecordSet none(String below, RecordType type) {
        return new RecordSet(below, type, 0, List.of());
    }

    /** @return whether the other one is about the same name and type */
    public boolean replaces(RecordSet other) {
        return type == other.type && below.equals(other.below);
    }

    /** @return how many bytes of heap it takes, about */
    int bytes() {
        return BYTES + below.length() + values.stream().mapToInt(value -> VALUE_BYTES + value.length()).sum();
    }
}
