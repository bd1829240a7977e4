package link.box.ota.health;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Whether the bundles are active, and which services they have registered. */
final class Bundles implements Vitals.Sign {
    private static final String FACTS = "link.box.api.";
    /** Of what the API has, this alone comes from an integrator, and stays while his bundle is well. */
    private static final String DEVICE = "link.box.api.device.Device";

    private final BundleContext context;

    Bundles(BundleContext context) {
        this.context = context;
    }

    @Override
    public void look(Vitals.Finding finding) {
        for (Bundle each : context.getBundles()) {
            if (each.getSymbolicName() != null && each.adapt(BundleStartLevel.class).isPersistentlyStarted() && !isFragment(each)) {
                look(each, finding);
            }
        }
    }

    private static void look(Bundle bundle, Vitals.Finding finding) {
        Vital vital = new Vital(Vital.Kind.BUNDLE, bundle.getSymbolicName(), bundle.getSymbolicName());
        if (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING) {
            finding.well(vital);
        } else {
            finding.ill(vital, "it is not active");
        }
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> each : services == null ? new ServiceReference<?>[0] : services) {
            Arrays.stream((String[]) each.getProperty(Constants.OBJECTCLASS)).filter(name -> !name.startsWith(FACTS) || name.equals(DEVICE))
                    .forEach(name -> finding.well(new Vital(Vital.Kind.SERVICE, bundle.getSymbolicName(), name)));
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }
}
