package link.box.ota;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether the components of Declarative Services are satisfied (OSGi Compendium, 112.8). */
final class Components implements Vitals.Sign {
    /** How the words for one begin that does not wait, but throws. */
    static final String FAILS = "it fails: ";

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
                case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> finding.ill(vital, "it waits for " + missing(each));
                case ComponentConfigurationDTO.FAILED_ACTIVATION -> finding.ill(vital, FAILS + cause(each.failure));
                default -> { }
            }
        }
    }

    private static String missing(ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences).map(each -> each.name).collect(Collectors.joining(", "));
    }

    /** The innermost cause says most. */
    private static String cause(String stack) {
        List<String> causes = stack == null ? List.of("") : stack.lines().filter(line -> !line.startsWith("\t")).toList();
        return causes.get(causes.size() - 1).replaceFirst("^Caused by: ", "");
    }
}
