package link.box.ota.change.guest;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle that has a service, and after two seconds has none any more. */
public class Fading implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        ServiceRegistration<Runnable> registration = context.registerService(Runnable.class, () -> { }, null);
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(2000);
                registration.unregister();
            } catch (InterruptedException | IllegalStateException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) {
        // what is registered goes with the bundle
    }
}
