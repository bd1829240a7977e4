package link.box.ota.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The way from one set to another, bundle by bundle, in the order that keeps most alive. Immutable. */
record SwapPlan(List<SwapStep> steps) {
    /** Its threads are everyone else's: whoever uses them is made anew with it. */
    private static final String WORK = "link.box.work";
    /** The hand itself comes last. */
    static final String OWN = "link.box.ota";

    SwapPlan {
        steps = List.copyOf(steps);
    }

    static SwapPlan between(List<Member> from, List<Member> to) {
        Map<String, Member> old = byName(from);
        Map<String, Member> wanted = byName(to);
        List<SwapStep> steps = new ArrayList<>();
        for (Member each : from) {
            if (!wanted.containsKey(each.name())) {
                steps.add(new SwapStep(Optional.of(each), Optional.empty()));
            }
        }
        for (Member each : to) {
            SwapStep step = new SwapStep(Optional.ofNullable(old.get(each.name())), Optional.of(each));
            if (step.changesCode() || step.from().orElseThrow().named().level() != each.named().level()) {
                steps.add(step);
            }
        }
        return new SwapPlan(steps.stream().sorted(Comparator.comparingInt(SwapPlan::turn)).toList());
    }

    /** Bundles that are replaced, removed or added. */
    Set<String> replaced() {
        return names(SwapStep::changesCode);
    }

    /** Bundles whose code is another afterwards, the new ones, too. */
    Set<String> changed() {
        return names(step -> step.changesCode() && step.to().isPresent());
    }

    /** Bundles that are to be there afterwards, and whose step is not done yet. */
    Set<String> wanted() {
        return names(step -> step.to().isPresent());
    }

    Set<String> removed() {
        return names(step -> step.to().isEmpty());
    }

    private Set<String> names(Predicate<SwapStep> which) {
        return steps.stream().filter(which).map(SwapStep::name).collect(Collectors.toCollection(HashSet::new));
    }

    /** Removed and added ones touch nobody, so they come first; the sort keeps the set's order in each group. */
    private static int turn(SwapStep step) {
        if (step.name().equals(OWN)) {
            return 4;
        }
        if (step.name().equals(WORK)) {
            return 3;
        }
        if (step.to().isEmpty()) {
            return 0;
        }
        return step.from().isEmpty() ? 1 : 2;
    }

    private static Map<String, Member> byName(List<Member> members) {
        Map<String, Member> all = new LinkedHashMap<>();
        members.forEach(each -> all.put(each.name(), each));
        return all;
    }
}
