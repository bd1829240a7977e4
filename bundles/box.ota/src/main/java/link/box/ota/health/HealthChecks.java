package link.box.ota.health;

import java.time.Duration;
import java.util.Collection;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the health checks say, an integrator's, too; each has little time, since it may hang. That of this bundle is not looked at: it is
 * about the vendor's channel.
 */
final class HealthChecks implements Vitals.Sign {
    private static final int MOST = 32;

    private final BundleContext context;
    private final String own;
    private final Timed timed;
    private final Duration patience;

    /** @param patience how long one may take */
    HealthChecks(BundleContext context, Timed timed, Duration patience) {
        this.context = context;
        this.own = context.getBundle().getSymbolicName();
        this.timed = timed;
        this.patience = patience;
    }

    @Override
    public void look(Vitals.Finding finding) throws InterruptedException {
        try {
            Collection<ServiceReference<HealthCheck>> all = context.getServiceReferences(HealthCheck.class, null);
            for (ServiceReference<HealthCheck> each : all.stream().sorted().limit(MOST).toList()) {
                look(each, finding);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private void look(ServiceReference<HealthCheck> reference, Vitals.Finding finding) throws InterruptedException {
        Bundle bundle = reference.getBundle();
        if (bundle == null || own.equals(bundle.getSymbolicName())) {
            return;
        }
        String name = String.valueOf(reference.getProperty(HealthCheck.NAME));
        Vital vital = new Vital(Vital.Kind.CHECK, bundle.getSymbolicName(), name);
        try {
            Result result = timed.call("the health check " + name + " of " + bundle.getSymbolicName(), patience, () -> ask(reference));
            if (result.isOk()) {
                finding.well(vital);
            } else {
                finding.ill(vital, new Illness(Illness.Kind.OUTSIDE, "it says " + result.getStatus() + ": " + words(result)));
            }
        } catch (Failed e) {
            finding.ill(vital, e.getMessage());
        }
    }

    private Result ask(ServiceReference<HealthCheck> reference) {
        HealthCheck check = context.getService(reference);
        if (check == null) {
            return new Result(Result.Status.HEALTH_CHECK_ERROR, "it has just gone");
        }
        try {
            return check.execute();
        } finally {
            context.ungetService(reference);
        }
    }

    private static String words(Result result) {
        StringBuilder words = new StringBuilder();
        result.forEach(entry -> words.append(words.isEmpty() ? "" : "; ").append(entry.getMessage()));
        return words.toString();
    }
}
