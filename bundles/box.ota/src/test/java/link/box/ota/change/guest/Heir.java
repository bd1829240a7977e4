package link.box.ota.change.guest;

import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** A bundle that seems to change bundles. */
public class Heir implements BundleActivator, ServiceFactory<Object> {
    @Override
    public void start(BundleContext context) {
        context.registerService("link.box.api.release.Updates", this, new Hashtable<>());
    }

    @Override
    public void stop(BundleContext context) {
        // what is registered goes with the bundle
    }

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
        // nothing was given
    }
}
