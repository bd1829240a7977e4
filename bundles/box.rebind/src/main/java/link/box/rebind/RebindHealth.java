package link.box.rebind;

import java.util.Optional;
import link.box.api.net.RebindProtection;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whether the Box's names work at home. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=rebind", HealthCheck.TAGS + "=rebind"})
public final class RebindHealth implements HealthCheck {
    private final Detector detector;

    /** Looks at nothing. */
    @Activate
    public RebindHealth(@Reference Detector detector) {
        this.detector = detector;
    }

    @Override
    public Result execute() {
        Optional<RebindProtection> fact = detector.fact();
        return fact.map(RebindHealth::told).orElseGet(() -> new Result(Status.OK, detector.idle()));
    }

    private static Result told(RebindProtection fact) {
        return switch (fact.verdict()) {
            case OPEN -> new Result(Status.OK, "The Box's names work at home: " + fact.reason());
            case BLOCKED -> new Result(Status.WARN, "The home's resolver withholds private addresses, so the Box's names work at home by the "
                    + "tunnel only: " + fact.reason() + "; the Box's page says what to set in the router");
            case INCONCLUSIVE -> new Result(Status.TEMPORARILY_UNAVAILABLE, "Whether the Box's names work at home cannot be told now: "
                    + fact.reason());
        };
    }
}
