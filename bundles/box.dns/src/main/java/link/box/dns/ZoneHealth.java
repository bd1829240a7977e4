package link.box.dns;

import java.time.Duration;
import java.util.Optional;
import link.box.api.net.CaptivePortal;
import link.box.api.work.Worker;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Tells how talking to the zone server goes: it asks nothing itself. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=zone", HealthCheck.TAGS + "=zone"})
public final class ZoneHealth implements HealthCheck {
    /** A restart of the server, or of a router on the way. */
    private static final Duration SHORT = Duration.ofMinutes(10);
    /** An address that changes now is not found by then; a certificate has weeks. */
    private static final Duration LONG = Duration.ofHours(6);

    private final ZoneClient zone;
    private final Worker worker;

    /** Asks nothing. */
    @Activate
    public ZoneHealth(@Reference ZoneClient zone, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.zone = zone;
        this.worker = worker;
    }

    @Override
    public Result execute() {
        Calls.Past past = zone.past();
        Optional<CaptivePortal> portal = zone.portal();
        if (portal.isPresent()) {
            return new Result(Status.WARN, "A captive portal, " + portal.get().where() + ", answers in the place of the zone server: "
                    + "log in to this network once from a phone or computer, or ask who runs it to let the Box through; " + success(past));
        }
        if (past.failing()) {
            return new Result(status(Duration.ofNanos(worker.nanos() - past.failingSince())), failure(past) + "; " + success(past));
        }
        return past.success().isEmpty() ? new Result(Status.WARN, "The zone server has not been asked yet")
                : new Result(Status.OK, success(past) + (past.failure().isEmpty() ? "" : "; " + failure(past)));
    }

    private static Status status(Duration failing) {
        if (failing.compareTo(SHORT) < 0) {
            return Status.TEMPORARILY_UNAVAILABLE;
        }
        return failing.compareTo(LONG) < 0 ? Status.WARN : Status.CRITICAL;
    }

    private static String success(Calls.Past past) {
        return past.success().map(last -> "It answered last at " + last.time() + " and speaks " + last.words())
                .orElse("It has never answered");
    }

    private static String failure(Calls.Past past) {
        return past.failure().map(last -> "It failed last at " + last.time() + ": " + last.words()).orElse("");
    }
}
