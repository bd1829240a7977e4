package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import link.box.api.work.Worker;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells whether the clock is believed, by whose word and since when; if not, why, and what to do. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=clock", HealthCheck.TAGS + "=clock"})
public final class ClockHealth implements HealthCheck {
    /** An NTP client takes minutes at most; later somebody has to look. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ClockCondition clock;
    private final Worker worker;

    /** Looks at nothing yet. */
    @Activate
    public ClockHealth(@Reference ClockCondition clock, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.clock = clock;
        this.worker = worker;
    }

    @Override
    public Result execute() {
        Standing standing = clock.standing();
        Verdict verdict = standing.verdict();
        if (verdict.plausible()) {
            return new Result(Result.Status.OK, "Believed since " + standing.since() + ": " + verdict.words());
        }
        boolean late = standing.age(worker.nanos()).compareTo(PATIENCE) > 0;
        Instant now = worker.now().truncatedTo(ChronoUnit.SECONDS);
        return new Result(late ? Result.Status.CRITICAL : Result.Status.WARN, "The clock says " + now
                + " and is not believed, so certificate and announcement wait: " + verdict.words() + "; " + verdict.remedy());
    }
}
