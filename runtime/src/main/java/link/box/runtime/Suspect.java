package link.box.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.osgi.framework.Bundle;

/** Whose code a thread is stuck in, or has ended the program. */
final class Suspect {
    private Suspect() {
    }

    /**
     * The innermost bundle on the stack without which the rest gets on, past what others there use: a library hangs where its caller lets
     * it, and so does the product's own code.
     *
     * @param stack innermost call first
     * @param dispensable those that may be left out
     * @param needs whether the first cannot be without the second
     * @return the bundle; empty if only the product's own and what it stands on are on the stack
     */
    static Optional<Container.Installed> in(StackTraceElement[] stack, List<Container.Installed> dispensable,
            BiPredicate<Bundle, Bundle> needs) {
        List<Container.Installed> called = Arrays.stream(stack).map(call -> call.getClassName().replace('.', '/') + ".class").distinct()
                .flatMap(file -> dispensable.stream().filter(each -> holds(each.bundle(), file)).limit(1)).distinct().toList();
        return called.stream().filter(each -> called.stream().noneMatch(user -> user != each && needs.test(user.bundle(), each.bundle())))
                .findFirst().or(() -> called.stream().findFirst());
    }

    private static boolean holds(Bundle bundle, String file) {
        try {
            return bundle.getEntry(file) != null;
        } catch (IllegalStateException e) { // it was uninstalled, perhaps just now
            return false;
        }
    }
}
