package link.box.ota.health;

import link.box.api.registration.Endpoint;
import link.box.api.tunnel.Tunnel;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The ways to the Box: the tunnel, and the endpoints that are announced. */
final class Ways implements Vitals.Sign {
    private final BundleContext context;

    Ways(BundleContext context) {
        this.context = context;
    }

    @Override
    public void look(Vitals.Finding finding) {
        try {
            for (ServiceReference<Tunnel> each : context.getServiceReferences(Tunnel.class, null)) {
                found(each, "tunnel", finding);
            }
            for (ServiceReference<Endpoint> each : context.getServiceReferences(Endpoint.class, null)) {
                Endpoint endpoint = context.getService(each);
                if (endpoint != null) {
                    found(each, "endpoint " + endpoint.reach(), finding);
                    context.ungetService(each);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private static void found(ServiceReference<?> reference, String name, Vitals.Finding finding) {
        if (reference.getBundle() != null) {
            finding.well(new Vital(Vital.Kind.FACT, reference.getBundle().getSymbolicName(), name));
        }
    }
}
