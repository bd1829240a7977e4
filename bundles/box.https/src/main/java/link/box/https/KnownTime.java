package link.box.https;

import java.time.Instant;
import java.util.Optional;
import link.box.api.work.Worker;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;

/** The wall clock, as long as it can be believed. Outlives updates of box.work. Thread-safe. */
@Component(service = KnownTime.class)
public final class KnownTime {
    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Worker worker;

    @Reference(target = "(osgi.condition.id=" + Worker.CLOCK + ")", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Condition clock;

    private Worker lastWorker;
    private long lastNanos;
    private Instant last = Instant.MIN;

    /** @return the time; empty while it is not known */
    Optional<Instant> now() {
        Worker using = worker;
        return using == null || clock == null ? Optional.empty() : Optional.of(using.now());
    }

    /** @return the time or, after the clock was set back, what it would be without that: for promises that must not get longer */
    synchronized Optional<Instant> latest() {
        Worker using = worker;
        if (using == null || clock == null) {
            return Optional.empty();
        }
        long nanos = using.nanos();
        Instant running = using == lastWorker ? last.plusNanos(nanos - lastNanos) : last;
        Instant wall = using.now();
        last = wall.isAfter(running) ? wall : running;
        lastWorker = using;
        lastNanos = nanos;
        return Optional.of(last);
    }
}
