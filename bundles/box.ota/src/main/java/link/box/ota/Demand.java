package link.box.ota;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be well. */
@FunctionalInterface
interface Demand {
    /** @return what is not as it should be, in words; empty if all is */
    List<String> missing(Vitals now);

    /**
     * After a change: all that was well before is again, but for what went on purpose; and nothing of what changed is ill that was not ill
     * before; and HTTPS answers, whether it did before or not.
     *
     * @param changed bundles whose code is another
     * @param removed bundles that are gone on purpose
     */
    static Demand asBefore(Vitals before, Set<String> changed, Set<String> removed) {
        return now -> {
            List<String> missing = new ArrayList<>();
            for (Vital each : before.well()) {
                boolean dropped = changed.contains(each.bundle()) && !now.ill().containsKey(each) && each.kind() == Vital.Kind.COMPONENT;
                if (!removed.contains(each.bundle()) && !dropped && !isService(each) && !now.well().contains(each)) {
                    missing.add(each + " was well: " + now.ill().getOrDefault(each, "it is gone"));
                }
            }
            for (Map.Entry<Vital, String> each : now.ill().entrySet()) {
                Vital vital = each.getKey();
                boolean fresh = changed.contains(vital.bundle()) && !before.ill().containsKey(vital);
                if (!before.well().contains(vital) && (fresh || vital.kind() == Vital.Kind.HTTPS)) {
                    missing.add(vital + " is not well: " + each.getValue());
                }
            }
            return missing;
        };
    }

    /**
     * After a start of which nothing is known from before, or long after the set was well: the outside may be away, so nothing is asked of
     * what waits for something; but HTTPS answers, and nothing fails.
     */
    static Demand started() {
        return now -> {
            List<String> missing = new ArrayList<>();
            now.ill().forEach((vital, why) -> {
                if (vital.kind() == Vital.Kind.HTTPS || vital.kind() == Vital.Kind.BUNDLE
                        || vital.kind() == Vital.Kind.COMPONENT && why.startsWith(Components.FAILS)) {
                    missing.add(vital + " is not well: " + why);
                }
            });
            return missing;
        };
    }

    /** What these bundles had registered when they seemed well is still there. */
    static Demand lasting(Vitals first, Set<String> changed) {
        return now -> first.well().stream().filter(each -> isService(each) && changed.contains(each.bundle()) && !now.well().contains(each))
                .map(each -> each + " is gone again").toList();
    }

    /** @return this and that */
    default Demand and(Demand other) {
        return now -> {
            List<String> missing = new ArrayList<>(missing(now));
            missing.addAll(other.missing(now));
            return missing;
        };
    }

    private static boolean isService(Vital vital) {
        return vital.kind() == Vital.Kind.SERVICE;
    }
}
