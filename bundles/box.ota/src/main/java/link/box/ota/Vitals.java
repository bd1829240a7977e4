package link.box.ota;

import java.util.Map;
import java.util.Set;

/**
 * How the Box is at one moment.
 *
 * @param well what is well
 * @param ill what is there and not well, and why
 */
record Vitals(Set<Vital> well, Map<Vital, String> ill) {
    Vitals {
        well = Set.copyOf(well);
        ill = Map.copyOf(ill);
    }

    /** Looks at one kind of thing. */
    @FunctionalInterface
    interface Sign {
        /** Blocks for some seconds at most. */
        void look(Finding finding) throws InterruptedException;
    }

    /** Takes what a sign sees. */
    interface Finding {
        void well(Vital vital);

        void ill(Vital vital, String why);
    }
}
