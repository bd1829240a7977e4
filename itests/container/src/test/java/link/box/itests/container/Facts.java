package link.box.itests.container;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Waits for facts in the service registry. */
final class Facts {
    private Facts() {
    }

    static <T> T await(BundleContext context, Class<T> type, long seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            ServiceReference<T> reference = context.getServiceReference(type);
            T fact = reference == null ? null : context.getService(reference);
            if (fact != null) {
                return fact;
            }
            Thread.sleep(20);
        }
        throw new TimeoutException("no " + type.getSimpleName() + " within " + seconds + " s");
    }
}
