package link.box.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Hashtable;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers Condition {@link Worker#CLOCK} once the wall clock is plausible: a board without a battery starts in 1970, and a
 * certificate asked for then, or judged by that date, would be wrong.
 */
@Component(service = {}, immediate = true)
public final class ClockCondition {
    /** No Box with this software has run before. */
    private static final Instant EARLIEST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger("box.work");

    private final BundleContext context;
    private final Worker worker;
    private Task task;
    private boolean registered;

    /** Starts looking at the clock. */
    @Activate
    public ClockCondition(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.context = context;
        this.worker = worker;
        look();
        if (!registered) {
            LOG.warn("the clock says {}: certificate and announcement wait until it is set", worker.now());
            task = worker.every(LOOK, "wait for the clock", this::look);
        }
    }

    private synchronized void look() {
        if (registered || worker.now().isBefore(EARLIEST)) {
            return;
        }
        context.registerService(Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, Worker.CLOCK)));
        registered = true;
        if (task != null) {
            LOG.info("the clock is set");
            task.cancel();
        }
    }
}
