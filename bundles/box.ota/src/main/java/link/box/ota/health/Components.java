package link.box.ota.health;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether the components of Declarative Services are satisfied (OSGi Compendium, 112.8). */
final class Components implements Vitals.Sign {
    private static final List<String> OUTSIDE = List.of("link.box.api.", "org.osgi.service.condition.");

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void look(Vitals.Finding finding) {
        for (ComponentDescriptionDTO each : runtime.getComponentDescriptionDTOs()) {
            if (each.factory == null && each.defaultEnabled) {
                look(each, finding);
            }
        }
    }

    /** One that nobody configured is not wanted: neither well nor ill. */
    private void look(ComponentDescriptionDTO description, Vitals.Finding finding) {
        Vital vital = new Vital(Vital.Kind.COMPONENT, description.bundle.symbolicName, description.name);
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty() && !runtime.isComponentEnabled(description)) {
            finding.ill(vital, "it is disabled");
        }
        for (ComponentConfigurationDTO each : configurations) {
            switch (each.state) {
                case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE -> finding.well(vital);
                case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> finding.ill(vital, waits(each));
                case ComponentConfigurationDTO.FAILED_ACTIVATION -> finding.ill(vital, "it fails: " + cause(each.failure));
                default -> { }
            }
        }
    }

    /** Facts and capabilities come and go with the outside. */
    private static Illness waits(ComponentConfigurationDTO configuration) {
        Set<String> missing = Arrays.stream(configuration.unsatisfiedReferences).map(each -> each.name).collect(Collectors.toSet());
        boolean outside = Arrays.stream(configuration.description.references).filter(each -> missing.contains(each.name))
                .allMatch(each -> OUTSIDE.stream().anyMatch(each.interfaceName::startsWith));
        return new Illness(outside ? Illness.Kind.OUTSIDE : Illness.Kind.WAITS,
                "it waits for " + String.join(", ", new TreeSet<>(missing)));
    }

    /** The innermost cause says most. */
    private static String cause(String stack) {
        List<String> causes = stack == null ? List.of("") : stack.lines().filter(line -> !line.startsWith("\t")).toList();
        return causes.get(causes.size() - 1).replaceFirst("^Caused by: ", "");
    }
}
