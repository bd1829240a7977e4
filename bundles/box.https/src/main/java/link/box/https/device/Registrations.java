package link.box.https.device;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what bundles put on the HTTP whiteboard, by properties alone: a service is never asked for. What does not keep to the contract
 * is to be hidden from everybody, so that it is never reached. Thread-safe.
 */
public final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger("box.https");
    private static final String OURS = "link.box.";
    private static final String FELIX = "org.apache.felix.http.";
    private static final String WHITEBOARD = "osgi.http.whiteboard.";
    /** Past the whiteboard. */
    private static final String HTTP_SERVICE = "org.osgi.service.http.HttpService";
    private static final Set<String> ALWAYS = Set.of("org.osgi.service.servlet.whiteboard.Preprocessor",
            "org.osgi.service.servlet.context.ServletContextHelper");

    private static final int TOLD = 256;

    private final Devices devices;
    private final long body;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param body how large a body may be at most */
    public Registrations(Devices devices, long body) {
        this.devices = devices;
        this.body = body;
    }

    /** @return whether nobody but its owner and us may see the service as it is now */
    public boolean hides(ServiceReference<?> reference) {
        if (is(reference, Set.of(HTTP_SERVICE))) {
            return true;
        }
        return concerns(reference) && judge(reference).refusal().isPresent();
    }

    /** The service is there, or has other properties: those that are refused change nothing. */
    public void appeared(ServiceReference<?> reference) {
        if (!concerns(reference)) {
            return;
        }
        Judgement judgement = judge(reference);
        String bundle = reference.getBundle() == null ? "" : reference.getBundle().getSymbolicName();
        judgement.rule().ifPresent(rule -> devices.add(reference, rule));
        judgement.refusal().filter(why -> told.size() < TOLD && told.add(bundle + ": " + why))
                .ifPresent(why -> LOG.warn("A web registration of {} is refused and never reached: {}", bundle, why));
    }

    public void gone(ServiceReference<?> reference) {
        devices.remove(reference);
    }

    private record Judgement(Optional<Rule> rule, Optional<String> refusal) {
    }

    private Judgement judge(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) { // it is just leaving
            return new Judgement(Optional.empty(), Optional.of("it is gone"));
        }
        Map<String, Object> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(reference.getPropertyKeys()).forEach(key -> properties.put(key, reference.getProperty(key)));
        try {
            Rule rule = Contract.read(properties, bundle.getSymbolicName(), body);
            Optional<String> conflict = devices.conflict(reference, rule);
            return new Judgement(conflict.isPresent() ? Optional.empty() : Optional.of(rule), conflict);
        } catch (Contract.Refused e) {
            return new Judgement(Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** Whether it is a device maker's registration. */
    private static boolean concerns(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle != null && (bundle.getBundleId() == 0 || String.valueOf(bundle.getSymbolicName()).startsWith(OURS)
                || String.valueOf(bundle.getSymbolicName()).startsWith(FELIX))) {
            return false;
        }
        return is(reference, ALWAYS) || Arrays.stream(reference.getPropertyKeys())
                .anyMatch(key -> key.regionMatches(true, 0, WHITEBOARD, 0, WHITEBOARD.length()));
    }

    private static boolean is(ServiceReference<?> reference, Set<String> types) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] all && Arrays.stream(all).anyMatch(types::contains);
    }
}
