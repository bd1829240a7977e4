package link.box.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import link.box.api.work.Worker;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Which steps wait, and for what: read off the premises that their components declare. */
final class Waiting {
    static final String TUNNEL = "the tunnel";
    /** What people call the things that steps wait for; by the simple name of the service. */
    private static final Map<String, String> WORDS = Map.of(
            "BoxIdentity", "the identity", "LocalAddresses", "a local address", "Zone", "the zone", "Tunnel", TUNNEL,
            "PublishedAddress", "address records in the zone", "TlsCertificate", "a certificate", "Condition", "the clock to be set");

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    Waiting(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    List<String> list() {
        List<String> all = new ArrayList<>();
        Bundle[] ours = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("link.")).toArray(Bundle[]::new);
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(ours)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                    all.add(tell(description, missing));
                }
            }
        }
        return all.stream().sorted().distinct().toList();
    }

    private static String tell(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO missing) {
        String step = description.bundle.symbolicName.replaceFirst("^link\\.", "");
        String type = Arrays.stream(description.references).filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName.replaceFirst(".*\\.", "")).findFirst().orElse(missing.name);
        boolean clock = missing.target != null && missing.target.contains(Worker.CLOCK);
        return step + " (" + description.implementationClass.replaceFirst(".*\\.", "") + ") waits for "
                + (clock ? WORDS.get("Condition") : WORDS.getOrDefault(type, type));
    }
}
