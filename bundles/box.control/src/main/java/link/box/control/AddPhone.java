package link.box.control;

import java.time.Duration;
import link.box.api.registration.Listing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Lists the Box for a while, so that a phone finds it, and says how that went. */
final class AddPhone {
    private final BundleContext context;

    AddPhone(BundleContext context) {
        this.context = context;
    }

    String answer() {
        try {
            for (ServiceReference<Listing> reference : context.getServiceReferences(Listing.class, null)) {
                Listing listing = context.getService(reference);
                if (listing != null) {
                    return answer(listing, reference);
                }
            }
            return "error: the Box announces itself to nobody yet; bin/box status tells what it waits for\n";
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private String answer(Listing listing, ServiceReference<Listing> reference) {
        try {
            listing.open();
            return listing.left().map(AddPhone::opened)
                    .orElse("error: apps cannot find this Box: registration.discovery is off, or no registration.server is set\n");
        } finally {
            context.ungetService(reference);
        }
    }

    private static String opened(Duration left) {
        return "For " + Math.max(1, left.plusSeconds(30).toMinutes()) + " minutes apps find this Box: open the app on the phone now, with the "
                + "phone in the home's own network (no guest Wi-Fi, no VPN).\n";
    }
}
