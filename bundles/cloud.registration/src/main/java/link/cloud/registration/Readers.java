package link.cloud.registration;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The apps that may read the plain list of version 1, as the operator allows: none, some, or any. */
final class Readers {
    private static final String ANY = "*";

    private final Set<String> origins;

    /** @param origins separated by commas; {@code *} for any, and for who has none */
    Readers(String origins) {
        this.origins = Arrays.stream(origins.split(",")).map(String::strip).filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean may(Optional<String> origin) {
        return origins.contains(ANY) || origin.filter(origins::contains).isPresent();
    }
}
