package link.box.ota.change;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** Which bundles a change may reach: who uses a service or a package of what changes, and who uses theirs. */
final class Near {
    private Near() {
    }

    /**
     * @param system the system bundle's context
     * @param changed symbolic names of what is replaced, removed or added
     * @return these, and those of the bundles that it may reach
     */
    static Set<String> of(BundleContext system, Set<String> changed) {
        FrameworkWiring wiring = system.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
        Set<Bundle> near = new HashSet<>();
        Deque<Bundle> left = new ArrayDeque<>(Arrays.stream(system.getBundles())
                .filter(each -> changed.contains(each.getSymbolicName())).toList());
        while (!left.isEmpty()) {
            Bundle next = left.pop();
            if (near.add(next)) {
                Stream.concat(wiring.getDependencyClosure(List.of(next)).stream(), users(next).stream()).filter(Near::counts)
                        .forEach(left::push);
            }
        }
        return Stream.concat(changed.stream(), near.stream().map(Bundle::getSymbolicName)).collect(Collectors.toSet());
    }

    private static Collection<Bundle> users(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        Set<Bundle> users = new HashSet<>();
        for (ServiceReference<?> each : services == null ? new ServiceReference<?>[0] : services) {
            Bundle[] using = each.getUsingBundles();
            users.addAll(using == null ? List.of() : List.of(using));
        }
        return users;
    }

    /** The framework and this bundle use everything, and need nothing of it. */
    private static boolean counts(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && !SwapPlan.OWN.equals(bundle.getSymbolicName());
    }
}
