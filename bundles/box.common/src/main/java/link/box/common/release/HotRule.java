package link.box.common.release;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** Whether bundles can be replaced while the rest runs (docs/adr/033); the same for a Box and for its vendor. */
public final class HotRule {
    /** Everything stands on these, or, in ConfigurationAdmin's case, would lose its configuration, which is in memory. */
    private static final Set<String> GROUND = Set.of("link.box.api", "org.apache.felix.framework", "org.apache.felix.scr",
            "org.apache.felix.configadmin", "org.apache.felix.http.jetty12", "org.apache.felix.http.servlet-api", "slf4j.api", "bcprov",
            "bcutil", "bcpkix");

    private HotRule() {
    }

    /** @return whether everything stands on the bundle of that symbolic name */
    static boolean ground(String name) {
        return GROUND.contains(name);
    }

    /**
     * @param wiring of a framework in which the set that is there is resolved
     * @param there that set
     * @param changed symbolic names of what is replaced, removed or added
     * @return why it takes a restart; empty if it does not
     */
    public static Optional<String> restart(FrameworkWiring wiring, Collection<Bundle> there, Set<String> changed) {
        Set<String> ground = new TreeSet<>(changed);
        ground.retainAll(GROUND);
        if (!ground.isEmpty()) {
            return Optional.of(String.join(", ", ground) + " changes, on which the others stand");
        }
        Collection<Bundle> gone = there.stream().filter(bundle -> changed.contains(bundle.getSymbolicName())).toList();
        Set<String> reached = gone.isEmpty() ? Set.of() : wiring.getDependencyClosure(gone).stream().map(Bundle::getSymbolicName)
                .filter(name -> !changed.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        return reached.isEmpty() ? Optional.empty()
                : Optional.of("with " + String.join(", ", new TreeSet<>(changed)) + " it would also stop " + String.join(", ", reached));
    }
}
