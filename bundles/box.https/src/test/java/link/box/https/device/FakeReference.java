package link.box.https.device;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** A service of some bundle, known by its properties only. */
public final class FakeReference {
    private static final String WHITEBOARD = "osgi.http.whiteboard.";

    private FakeReference() {
    }

    /** @return a servlet as a device bundle should register it */
    public static ServiceReference<?> servlet(String bundle, String pattern, Object... more) {
        Map<String, Object> properties = new HashMap<>(Map.of("objectClass", new String[] {"jakarta.servlet.Servlet"},
                WHITEBOARD + "context.select", "(osgi.http.whiteboard.context.name=box.device)",
                WHITEBOARD + "servlet.pattern", new String[] {pattern}));
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        return of(bundle, properties);
    }

    /** @return any service */
    public static ServiceReference<?> of(String bundle, Map<String, ?> properties) {
        Bundle owner = bundle(bundle);
        return fake(ServiceReference.class, Map.of("getBundle", owner, "getPropertyKeys", properties.keySet().toArray(String[]::new)),
                properties);
    }

    /** @return a bundle of that symbolic name; equal to itself only */
    public static Bundle bundle(String name) {
        return fake(Bundle.class, Map.of("getSymbolicName", name, "getBundleId", 7L), Map.of());
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers, Map<String, ?> properties) {
        return type.cast(Proxy.newProxyInstance(FakeReference.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getProperty" -> properties.get(args[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == args[0];
                    case "toString" -> properties.toString();
                    default -> answers.get(method.getName());
                }));
    }
}
