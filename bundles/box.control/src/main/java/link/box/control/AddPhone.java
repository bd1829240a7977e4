package link.box.control;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import link.box.api.registration.Listing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Lists the Box for a while, so that a phone finds it, and says how that went. */
final class AddPhone {
    private static final String CANNOT = "error: apps cannot find this Box: ";

    private final BundleContext context;
    private final BooleanSupplier cutOff;

    /** @param cutOff whether no server is reached */
    AddPhone(BundleContext context, BooleanSupplier cutOff) {
        this.context = context;
        this.cutOff = cutOff;
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
            return listing.left().map(left -> reason(listing).map(reason -> CANNOT + reason + "\n").orElseGet(() -> opened(left)))
                    .orElse(CANNOT + "registration.discovery is off, or no registration.server is set\n");
        } finally {
            context.ungetService(reference);
        }
    }

    private Optional<String> reason(Listing listing) {
        return listing.obstacle().map(AddPhone::words)
                .or(() -> Optional.of("it is offline, no server is reached; bin/box status tells more").filter(each -> cutOff.getAsBoolean()));
    }

    private static String words(Listing.Obstacle obstacle) {
        return switch (obstacle) {
            case NO_HTTP -> "http.port is 0";
            case NO_ADDRESS -> "it has no address at home, or the zone does not have it yet; bin/box status tells which";
            case NO_APPS -> "login.apps is empty, and no app is connected";
            case NOT_TAKEN -> "the registration server did not list it when it was last asked; bin/box status tells why";
        };
    }

    private static String opened(Duration left) {
        return "For " + Math.max(1, left.plusSeconds(30).toMinutes()) + " minutes apps find this Box: open the app on the phone now, with the "
                + "phone in the home's own network (no guest Wi-Fi, no VPN).\n";
    }
}
