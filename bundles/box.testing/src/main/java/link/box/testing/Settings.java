package link.box.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;

/** A component's configuration, as Declarative Services would make it. */
public final class Settings {
    private Settings() {
    }

    /**
     * @param type the component's configuration annotation
     * @param values what is set, by the names of its methods
     * @return the configuration; what is not set has its default
     */
    public static <T extends Annotation> T of(Class<T> type, Map<String, Object> values) {
        values.keySet().stream().filter(name -> Arrays.stream(type.getDeclaredMethods()).map(Method::getName).noneMatch(name::equals))
                .findAny().ifPresent(name -> {
                    throw new IllegalArgumentException(type + " has no " + name);
                });
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }
}
