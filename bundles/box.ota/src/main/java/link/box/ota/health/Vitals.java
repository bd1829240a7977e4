package link.box.ota.health;

import java.util.Map;
import java.util.Set;

/**
 * How the Box is at one moment.
 *
 * @param well what is well
 * @param ill what is there and not well, and why
 */
public record Vitals(Set<Vital> well, Map<Vital, Illness> ill) {
    /** Nothing is known. */
    public static final Vitals NONE = new Vitals(Set.of(), Map.of());

    /** Copies. */
    public Vitals {
        well = Set.copyOf(well);
        ill = Map.copyOf(ill);
    }

    /** Looks at one kind of thing. */
    @FunctionalInterface
    public interface Sign {
        /** Blocks for some seconds at most. */
        void look(Finding finding) throws InterruptedException;
    }

    /** Takes what a sign sees. */
    public interface Finding {
        void well(Vital vital);

        void ill(Vital vital, Illness why);

        /** It fails. */
        default void ill(Vital vital, String why) {
            ill(vital, new Illness(Illness.Kind.FAILS, why));
        }
    }
}
