package link.box.control;

import java.io.IOException;
import link.box.api.access.Owners;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Removes the Box's users; looks for who keeps them when asked. */
final class Users {
    private final BundleContext context;

    Users(BundleContext context) {
        this.context = context;
    }

    /** @return what came of it, in a line */
    String reset() {
        try {
            for (ServiceReference<Owners> reference : context.getServiceReferences(Owners.class, null)) {
                Owners owners = context.getService(reference);
                if (owners != null) {
                    return reset(owners, reference);
                }
            }
            return "error: nobody keeps users at the moment; try again in a minute\n";
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter, no syntax", e);
        }
    }

    private String reset(Owners owners, ServiceReference<Owners> reference) {
        try {
            owners.reset();
            return "All users are removed. Set up the Box from its own network, or with the code that bin/box status shows.\n";
        } catch (IOException e) {
            return "error: not all could be removed: " + e.getMessage() + "\n";
        } finally {
            context.ungetService(reference);
        }
    }
}
