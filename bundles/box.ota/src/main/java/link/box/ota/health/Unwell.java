package link.box.ota.health;

import java.util.List;
import java.util.Set;

/** After a change the Box is not as well as it has to be. */
public final class Unwell extends Failed {
    private static final long serialVersionUID = 1L;

    private final transient List<Lack> lacks;
    private final transient Set<String> changed;

    /** @param changed bundles whose code is another: what a health check of theirs says may be their fault */
    Unwell(List<Lack> lacks, Set<String> changed) {
        super(Lack.words(lacks), null, lacks.stream().allMatch(each -> each.outside() && !own(each, changed)));
        this.lacks = List.copyOf(lacks);
        this.changed = Set.copyOf(changed);
    }

    /** @return whether it is the outside all the same: nothing of it is better now that the code from before runs again */
    public boolean stays(Vitals now) {
        return lacks.stream().allMatch(each -> each.outside() && !(own(each, changed) && now.well().contains(each.vital())));
    }

    private static boolean own(Lack lack, Set<String> changed) {
        return lack.vital().kind() == Vital.Kind.CHECK && changed.contains(lack.vital().bundle());
    }
}
