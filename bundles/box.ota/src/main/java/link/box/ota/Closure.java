package link.box.ota;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Whether a change can be made while the rest runs, by what the framework would have to take down with it (docs/adr/033). */
final class Closure {
    /** Everything stands on these, or, in ConfigurationAdmin's case, would lose its configuration, which is in memory. */
    private static final Set<String> GROUND = Set.of("link.box.api", "org.apache.felix.framework", "org.apache.felix.scr",
            "org.apache.felix.configadmin", "org.apache.felix.http.jetty12", "org.apache.felix.http.servlet-api", "slf4j.api", "bcprov",
            "bcutil", "bcpkix");

    private final BundleContext system;
    private final Hands hands;

    Closure(BundleContext system, Hands hands) {
        this.system = system;
        this.hands = hands;
    }

    /** @return why it takes a restart; empty if it does not */
    Optional<String> restart(SwapPlan plan) {
        List<Bundle> replaced = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (SwapStep step : plan.steps()) {
            if (step.changesCode()) {
                if (GROUND.contains(step.name())) {
                    return Optional.of(step.name() + " is replaced, on which the others stand");
                }
                named.add(step.name());
                step.from().flatMap(from -> hands.find(from.name())).ifPresent(replaced::add);
            }
        }
        return reached(replaced, named);
    }

    private Optional<String> reached(List<Bundle> replaced, Set<String> named) {
        FrameworkWiring wiring = system.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
        Set<String> others = wiring.getDependencyClosure(replaced).stream()
                .map(Bundle::getSymbolicName).filter(name -> !named.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        return others.isEmpty() ? Optional.empty()
                : Optional.of("with " + String.join(", ", named) + " it would also stop " + String.join(", ", others));
    }
}
