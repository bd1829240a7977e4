package link.box.ota.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to be well. */
@FunctionalInterface
public interface Demand {
    /** @return what is not as it should be; empty if all is */
    List<Lack> missing(Vitals now);

    /**
     * After a change: all that was well before is again, but for what went on purpose; and nothing of what changed is ill that was not ill
     * before; and HTTPS answers, whether it did before or not.
     *
     * @param changed bundles whose code is another
     * @param removed bundles that are gone on purpose
     */
    static Demand asBefore(Vitals before, Set<String> changed, Set<String> removed) {
        return now -> {
            List<Lack> missing = new ArrayList<>();
            for (Vital each : before.well()) {
                boolean dropped = changed.contains(each.bundle()) && !now.ill().containsKey(each) && each.kind().mayBeDropped();
                if (!removed.contains(each.bundle()) && !dropped && !isService(each) && !now.well().contains(each)) {
                    missing.add(gone(each, Optional.ofNullable(now.ill().get(each))));
                }
            }
            for (Map.Entry<Vital, Illness> each : now.ill().entrySet()) {
                Vital vital = each.getKey();
                boolean fresh = changed.contains(vital.bundle()) && !before.ill().containsKey(vital);
                if (!before.well().contains(vital) && (fresh || vital.kind() == Vital.Kind.HTTPS)) {
                    boolean waits = vital.kind() == Vital.Kind.COMPONENT && each.getValue().kind() == Illness.Kind.OUTSIDE;
                    missing.add(new Lack(vital, vital + " is not well: " + each.getValue().words(), waits));
                }
            }
            return missing;
        };
    }

    /**
     * After a start long after the set was well: the outside may be away, so nothing is asked of what waits for a fact; but HTTPS answers,
     * all bundles are active, no component fails, and none waits for a service of another bundle that did not before.
     *
     * @param before how the Box was before it was changed to the set; without anything if that is not known
     */
    static Demand started(Vitals before) {
        return now -> {
            List<Lack> missing = new ArrayList<>();
            now.ill().forEach((vital, illness) -> {
                boolean counts = switch (vital.kind()) {
                    case HTTPS, BUNDLE -> true;
                    case COMPONENT -> illness.kind() == Illness.Kind.FAILS
                            || illness.kind() == Illness.Kind.WAITS && before.well().contains(vital);
                    default -> false;
                };
                if (counts) {
                    missing.add(new Lack(vital, vital + " is not well: " + illness.words(), false));
                }
            });
            return missing;
        };
    }

    /** What these bundles had registered when they seemed well is still there. */
    static Demand lasting(Vitals first, Set<String> changed) {
        return now -> first.well().stream().filter(each -> isService(each) && changed.contains(each.bundle()) && !now.well().contains(each))
                .map(each -> new Lack(each, each + " is gone again", false)).toList();
    }

    /** @return this and that */
    default Demand and(Demand other) {
        return now -> {
            List<Lack> missing = new ArrayList<>(missing(now));
            missing.addAll(other.missing(now));
            return missing;
        };
    }

    /** The tunnel and the endpoints go when the outside does, without a word why. */
    private static Lack gone(Vital vital, Optional<Illness> illness) {
        boolean outside = illness.map(each -> each.kind() == Illness.Kind.OUTSIDE).orElse(vital.kind() == Vital.Kind.FACT);
        return new Lack(vital, vital + " was well: " + illness.map(Illness::words).orElse("it is gone"), outside);
    }

    private static boolean isService(Vital vital) {
        return vital.kind() == Vital.Kind.SERVICE;
    }
}
