package link.box.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A service registry for one bundle: remembers what the bundle registers, and has what others offer. Other calls are not supported. */
public final class Registry {
    private final List<Object> services = new CopyOnWriteArrayList<>();
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final AtomicInteger uses = new AtomicInteger();
    private final String symbolicName;
    private final Path data;
    private final Map<String, String> headers;
    private volatile int state = Bundle.ACTIVE;

    /**
     * @param symbolicName of the bundle
     * @param data the value of {@code box.data}
     */
    public Registry(String symbolicName, Path data) {
        this(symbolicName, data, Map.of());
    }

    /**
     * @param symbolicName of the bundle
     * @param data the value of {@code box.data}
     * @param headers of the bundle's manifest
     */
    public Registry(String symbolicName, Path data, Map<String, String> headers) {
        this.symbolicName = symbolicName;
        this.data = data;
        this.headers = headers;
    }

    /** @return what is registered now, of that type */
    public <T> List<T> of(Class<T> type) {
        return services.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Offers a service of another bundle to who looks for its type. */
    public void offer(Object service, Map<String, Object> properties) {
        offers.add(new Offer(service, properties));
    }

    /** @return the context to hand to the component under test */
    public BundleContext context() {
        return fake(BundleContext.class, (proxy, method, args) -> switch (method.getName()) {
            case "registerService" -> register(args[1]);
            case "getServiceReferences" -> references((Class<?>) args[0]);
            case "getService" -> use(args[0], 1).service();
            case "ungetService" -> use(args[0], -1) != null;
            case "getBundle" -> args == null ? bundle(symbolicName, () -> state) : bundle("system.bundle", () -> Bundle.ACTIVE);
            case "getProperty" -> "box.data".equals(args[0]) ? String.valueOf(data) : null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Offer use(Object reference, int more) {
        uses.addAndGet(more);
        return (Offer) Proxy.getInvocationHandler(reference);
    }

    /** @return how many services of others the bundle has taken and not given back */
    public int uses() {
        return uses.get();
    }

    /** From now on the bundle is being stopped, and the framework is not. */
    public void stopping() {
        state = Bundle.STOPPING;
    }

    private Bundle bundle(String name, IntSupplier now) {
        return fake(Bundle.class, (proxy, method, args) -> switch (method.getName()) {
            case "getSymbolicName" -> name;
            case "getState" -> now.getAsInt();
            case "getHeaders" -> new Hashtable<>(headers);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private ServiceRegistration<?> register(Object service) {
        services.add(service);
        return fake(ServiceRegistration.class, (proxy, method, args) -> {
            services.remove(service);
            return null;
        });
    }

    private List<ServiceReference<?>> references(Class<?> type) {
        return offers.stream().filter(offer -> type.isInstance(offer.service())).<ServiceReference<?>>map(Offer::reference).toList();
    }

    /** A service of another bundle, and its reference's invocation handler. */
    private record Offer(Object service, Map<String, Object> properties) implements InvocationHandler {
        ServiceReference<?> reference() {
            return fake(ServiceReference.class, this);
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            return switch (method.getName()) {
                case "getProperty" -> properties.get(args[0]);
                case "hashCode" -> System.identityHashCode(this);
                case "equals" -> Proxy.isProxyClass(args[0].getClass()) && Proxy.getInvocationHandler(args[0]) == this;
                default -> throw new UnsupportedOperationException(method.toString());
            };
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Registry.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
