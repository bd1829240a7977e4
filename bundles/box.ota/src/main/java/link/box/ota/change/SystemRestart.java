package link.box.ota.change;

import java.time.Duration;
import link.box.api.release.PlannedRestart;
import link.box.common.fact.Published;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** OSGi's own restart (Core, 4.4.1): the framework stops and says that it was updated. What is planned is said before. */
final class SystemRestart implements Restart {
    private final Bundle system;
    private final BundleContext context;
    private final Duration notice;

    /** @param notice how long before it is said */
    SystemRestart(BundleContext context, Duration notice) {
        this.system = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        this.context = context;
        this.notice = notice;
    }

    @Override
    public void begin() {
        try {
            system.update();
        } catch (BundleException e) {
            throw new IllegalStateException("the Box cannot be restarted: " + e.getMessage(), e);
        }
    }

    @Override
    public void announced(long set, String why) throws InterruptedException {
        try (Published<PlannedRestart> fact = new Published<>(context, PlannedRestart.class)) {
            fact.set(new PlannedRestart(set, notice, why),
                    "the Box restarts in " + notice.toSeconds() + " s with " + SetName.of(set) + ": " + why);
            Thread.sleep(notice.toMillis());
            begin();
        }
    }
}
