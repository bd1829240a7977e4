package link.box.runtime;

import java.util.Optional;

/** How the run before this one ended, as the start script saw it. */
enum LastEnd {
    /** Nobody knows, or there was none. */
    UNKNOWN,
    /** As planned: it is started again in the same JVM. */
    PLANNED,
    /** A bundle hung, or a change did not settle, so that the launcher gave up. */
    HUNG,
    /** The memory ran out. */
    OUT_OF_MEMORY;

    /** The JVM's own, with -XX:+ExitOnOutOfMemoryError. */
    private static final String MEMORY = "3";

    /** @param code the exit code; empty at a first start */
    static LastEnd of(String code) {
        return code.equals(MEMORY) ? OUT_OF_MEMORY : code.equals(String.valueOf(Launcher.AGAIN)) ? HUNG : UNKNOWN;
    }

    /** @return why a set that is on trial is not tried a second time */
    Optional<String> complaint() {
        return this == HUNG ? Optional.of("its bundles hung, or it did not settle in time") : Optional.empty();
    }
}
