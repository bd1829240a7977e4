package link.box.runtime;

import java.util.List;
import java.util.Optional;

/** Whose code a start hangs in. */
final class Suspect {
    private Suspect() {
    }

    /**
     * Looks from the innermost call outwards, past what others use: a library hangs where its caller lets it.
     *
     * @param stack of the thread that starts the bundles
     * @return the bundle; empty if it is one of the product's own, or nobody can be named
     */
    static Optional<Container.Installed> in(StackTraceElement[] stack, List<Container.Installed> bundles) {
        for (StackTraceElement call : stack) {
            Optional<Container.Installed> owner = owner(call.getClassName().replace('.', '/') + ".class", bundles);
            if (owner.isPresent()) {
                return owner.filter(each -> !each.file().ours());
            }
        }
        return Optional.empty();
    }

    private static Optional<Container.Installed> owner(String resource, List<Container.Installed> bundles) {
        return bundles.stream().filter(each -> each.file().ours() || each.dispensable())
                .filter(each -> each.bundle().getEntry(resource) != null).findFirst();
    }
}
