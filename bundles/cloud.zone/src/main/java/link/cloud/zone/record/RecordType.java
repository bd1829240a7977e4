package link.cloud.zone.record;

import java.util.Arrays;
import java.util.Optional;

/** The types that a Box may write. */
public enum RecordType {
    A, AAAA, TXT, CNAME, CAA;

    /** @return the type of that name, if there is one */
    public static Optional<RecordType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
