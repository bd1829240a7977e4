package link.box.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.work.Worker;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Runs the health checks, all at once, each on a thread of the Worker. One that hangs is left behind and not run again until it has ended,
 * so it costs one thread. One caller at a time.
 */
final class Checks {
    private static final int MOST = 32;

    private final BundleContext context;
    private final Worker worker;
    private final Duration patience;
    private final Map<ServiceReference<HealthCheck>, Future<Check>> hanging = new HashMap<>();

    /** @param patience how long all of them may take together */
    Checks(BundleContext context, Worker worker, Duration patience) {
        this.context = context;
        this.worker = worker;
        this.patience = patience;
    }

    /** Blocks within its patience. */
    List<Check> run() {
        hanging.values().removeIf(Future::isDone);
        long end = worker.nanos() + patience.toNanos();
        Map<ServiceReference<HealthCheck>, Future<Check>> started = new LinkedHashMap<>();
        for (ServiceReference<HealthCheck> each : references()) {
            started.put(each, hanging.containsKey(each) ? said(each, "it still hangs since it was asked before") : start(each));
        }
        List<Check> all = new ArrayList<>();
        started.forEach((reference, check) -> all.add(await(reference, check, end)));
        return all;
    }

    private List<ServiceReference<HealthCheck>> references() {
        try {
            Collection<ServiceReference<HealthCheck>> references = context.getServiceReferences(HealthCheck.class, null);
            return references.stream().sorted(Comparator.comparing(Checks::name)).limit(MOST).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private Future<Check> start(ServiceReference<HealthCheck> reference) {
        FutureTask<Check> task = new FutureTask<>(call(reference));
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            return said(reference, "all threads are busy");
        }
        return task;
    }

    private static Future<Check> said(ServiceReference<HealthCheck> reference, String reason) {
        return CompletableFuture.completedFuture(Check.broken(name(reference), reason));
    }

    /** All that is foreign, from getting the service to the words of its result. */
    private Callable<Check> call(ServiceReference<HealthCheck> reference) {
        return () -> {
            HealthCheck check = context.getService(reference);
            if (check == null) {
                return Check.broken(name(reference), "it has just gone");
            }
            try {
                return Check.of(name(reference), check.execute());
            } catch (RuntimeException | Error e) {
                return Check.broken(name(reference), "it fails: " + e);
            } finally {
                context.ungetService(reference);
            }
        };
    }

    private Check await(ServiceReference<HealthCheck> reference, Future<Check> check, long end) {
        try {
            return check.get(Math.max(0, end - worker.nanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            hanging.put(reference, check);
            return Check.broken(name(reference), "it does not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Check.broken(name(reference), "it fails");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.broken(name(reference), "stopped while waiting for it");
        }
    }

    private static String name(ServiceReference<?> reference) {
        return String.valueOf(reference.getProperty(HealthCheck.NAME));
    }
}
