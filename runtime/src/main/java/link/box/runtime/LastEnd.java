package link.box.runtime;

import java.util.Optional;

/** How the run before this one ended, as the start script saw it. */
enum LastEnd {
    /** Nobody saw it: there was none, somebody stopped it, or the power was cut. */
    FIRST,
    /** By itself, for a reason that only its exit code tells. */
    ENDED,
    /** As planned: it is started again in the same JVM. */
    PLANNED,
    /** A bundle hung or ended the program, or a change did not settle, so that the launcher gave up. */
    HUNG,
    /** The memory ran out. */
    OUT_OF_MEMORY;

    /** The JVM's own, with -XX:+ExitOnOutOfMemoryError. */
    private static final String MEMORY = "3";
    private static final String HANGS = "" + Launcher.AGAIN;

    /** @param code the exit code; empty at a first start */
    static LastEnd of(String code) {
        return switch (code) {
            case "" -> FIRST;
            case MEMORY -> OUT_OF_MEMORY;
            case HANGS -> HUNG;
            default -> ENDED;
        };
    }

    /** @return why a set that is on trial is not tried a second time */
    Optional<String> complaint() {
        return switch (this) {
            case HUNG -> Optional.of("its bundles hung or ended the program, or it did not settle in time");
            case OUT_OF_MEMORY -> Optional.of("with it the memory ran out");
            default -> Optional.empty();
        };
    }
}
