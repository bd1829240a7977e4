package link.box.https;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import link.box.https.device.FakeReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The services of all bundles, as one bundle sees them. */
final class FakeServices {
    private final List<ServiceReference<?>> there = new ArrayList<>();
    private final List<ServiceListener> listeners = new ArrayList<>();

    void there(ServiceReference<?> reference) {
        there.add(reference);
    }

    /** Tells all listeners. */
    void tell(int type, ServiceReference<?> reference) {
        listeners.forEach(each -> each.serviceChanged(new ServiceEvent(type, reference)));
    }

    int listeners() {
        return listeners.size();
    }

    BundleContext context(String bundle) {
        var owner = FakeReference.bundle(bundle);
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "addServiceListener" -> {
                        listeners.add((ServiceListener) args[0]);
                        yield null;
                    }
                    case "removeServiceListener" -> {
                        listeners.remove(args[0]);
                        yield null;
                    }
                    case "registerService" -> Proxy.newProxyInstance(getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class}, (registration, way, none) -> null);
                    case "getAllServiceReferences" -> there.isEmpty() ? null : there.toArray(ServiceReference[]::new);
                    case "getBundle" -> owner;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == args[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
