package link.box.control;

import java.io.IOException;
import link.box.api.release.Updates;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Updates by hand; looks for who does them when asked. */
final class ByHand {
    private final BundleContext context;

    /** What is asked for. */
    @FunctionalInterface
    interface Wish {
        String of(Updates updates) throws IOException;
    }

    ByHand(BundleContext context) {
        this.context = context;
    }

    /** @return what came of it, in a line; blocks as long as the wish does */
    String answer(Wish wish) {
        try {
            for (ServiceReference<Updates> reference : context.getServiceReferences(Updates.class, null)) {
                Updates updates = context.getService(reference);
                if (updates != null) {
                    return answer(updates, wish, reference);
                }
            }
            return "error: nobody updates this Box at the moment; try again in a minute\n";
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private String answer(Updates updates, Wish wish, ServiceReference<Updates> reference) {
        try {
            return wish.of(updates) + "\n";
        } catch (IOException e) {
            return "error: " + e.getMessage() + "\n";
        } finally {
            context.ungetService(reference);
        }
    }
}
