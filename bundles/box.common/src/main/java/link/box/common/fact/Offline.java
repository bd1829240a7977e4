package link.box.common.fact;

import java.util.List;
import java.util.Set;
import link.box.api.work.JobReport;

/** Whether the Box is cut off from its servers, by what it knows without asking anybody. */
public final class Offline {
    /** Who speaks to a server at least once an hour. */
    private static final Set<String> SPEAKERS = Set.of("link.box.registration", "link.box.address");

    private Offline() {
    }

    /**
     * @param announced whether the registration server knows the Box now
     * @param jobs all of the Box
     * @return whether no server has answered lately, although one was asked: a Box that has none to ask is not cut off
     */
    public static boolean is(boolean announced, List<JobReport> jobs) {
        return !announced && jobs.stream().anyMatch(job -> SPEAKERS.contains(job.owner()) && job.trouble().isPresent());
    }
}
