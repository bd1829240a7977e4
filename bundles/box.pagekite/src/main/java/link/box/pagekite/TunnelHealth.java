package link.box.pagekite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import link.box.api.registration.Endpoint;
import link.box.api.work.Worker;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells whether the Box is reached from outside, and if not, why. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=tunnel", HealthCheck.TAGS + "=tunnel"})
public final class TunnelHealth implements HealthCheck {
    /** A restart of the frontend, or the time until a record is seen. */
    private static final Duration SHORT = Duration.ofMinutes(5);

    private final Pilot pilot;
    private final Worker worker;

    /** Those at home, too. */
    @Reference(policy = ReferencePolicy.DYNAMIC)
    volatile List<Endpoint> endpoints = List.of();

    /** Looks at nothing. */
    @Activate
    public TunnelHealth(@Reference Pilot pilot, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.pilot = pilot;
        this.worker = worker;
    }

    @Override
    public Result execute() {
        Logbook log = pilot.logbook();
        if (log.off().isPresent()) {
            return new Result(Status.OK, "There is no tunnel: " + log.off().get());
        }
        Optional<Sight> sight = log.sight();
        if (sight.isEmpty()) {
            return new Result(Status.TEMPORARILY_UNAVAILABLE, "The tunnel has not been looked at yet");
        }
        return sight.get().flies() ? flying(sight.get(), log.unreached()) : new Result(status(sight.get()),
                "The tunnel is down: " + sight.get().words());
    }

    private Result flying(Sight sight, Optional<String> unreached) {
        if (endpoints.stream().anyMatch(each -> each.reach() == Endpoint.Reach.TUNNEL)) {
            return new Result(Status.OK, "The Box is reached from outside: " + sight.words());
        }
        return new Result(unreached.isPresent() ? Status.WARN : status(sight), "The kite flies, but the Box is not reached from outside: "
                + unreached.orElse("its record, its certificate or a first visit is still to come"));
    }

    private Status status(Sight sight) {
        boolean shortly = worker.nanos() - sight.since() < SHORT.toNanos();
        return shortly && !sight.person() ? Status.TEMPORARILY_UNAVAILABLE : Status.WARN;
    }
}
