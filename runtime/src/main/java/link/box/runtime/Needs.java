package link.box.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.common.image.BundleFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Which bundle cannot be without which: as they are wired, and before that as their manifests say. It asks for nothing to be resolved, so
 * it answers while a start hangs.
 */
final class Needs {
    /** Who gives the others their settings is as good as the product's own. */
    static final String CONFIGURATION_ADMIN = "org.apache.felix.configadmin";

    private final Map<Bundle, BundleRevision> revisions = new LinkedHashMap<>();
    private final Map<Bundle, List<Bundle>> users = new HashMap<>();
    private final BundleRevision system;

    /** @param system the framework, whose own packages are always there */
    Needs(List<Bundle> bundles, Bundle system) {
        this.system = system.adapt(BundleRevision.class);
        for (Bundle each : bundles) {
            BundleRevision revision = each.adapt(BundleRevision.class);
            if (revision != null) { // else it was removed meanwhile
                revisions.put(each, revision);
            }
        }
    }

    /** @return whether the rest gets on without it: neither the product's own is left out with it, nor what that stands on */
    boolean dispensable(Bundle bundle) {
        return with(bundle).stream().map(Bundle::getSymbolicName)
                .noneMatch(name -> BundleFile.ours(name) || CONFIGURATION_ADMIN.equals(name));
    }

    /** @return the bundle, and all that cannot be without it, directly or through others */
    Set<Bundle> with(Bundle bundle) {
        Set<Bundle> all = new HashSet<>(Set.of(bundle));
        Deque<Bundle> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (Bundle user : users.computeIfAbsent(open.pop(), this::users)) {
                if (all.add(user)) {
                    open.push(user);
                }
            }
        }
        return all;
    }

    private List<Bundle> users(Bundle used) {
        return revisions.keySet().stream().filter(user -> !user.equals(used) && needs(revisions.get(user), used)).toList();
    }

    private boolean needs(BundleRevision user, Bundle used) {
        BundleWiring wiring = user.getWiring();
        if (wiring != null) {
            List<BundleWire> wires = wiring.getRequiredWires(null);
            return wires != null && wires.stream().anyMatch(wire -> wire.getProvider().getBundle().equals(used)); // null: no longer in use
        }
        BundleRevision giver = revisions.get(used);
        return giver != null && user.getDeclaredRequirements(null).stream()
                .anyMatch(each -> mandatory(each) && offers(giver, each) && !offeredBeside(giver, each));
    }

    private boolean offeredBeside(BundleRevision giver, BundleRequirement requirement) {
        return offers(system, requirement) || revisions.values().stream().anyMatch(each -> each != giver && offers(each, requirement));
    }

    private static boolean mandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private static boolean offers(BundleRevision giver, BundleRequirement requirement) {
        return giver.getDeclaredCapabilities(requirement.getNamespace()).stream()
                .anyMatch(requirement::matches);
    }
}
