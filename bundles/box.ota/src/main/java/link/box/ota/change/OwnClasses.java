package link.box.ota.change;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Loads all classes of a bundle, so that its code can go on after its jar was closed by an update. */
final class OwnClasses {
    private static final String ENDING = ".class";

    private OwnClasses() {
    }

    /** Blocks for some tenths of a second. A class that cannot be loaded now is none that has ever been of use. */
    static void load(Bundle own) {
        BundleWiring wiring = own.adapt(BundleWiring.class);
        for (String each : wiring.listResources("/", "*" + ENDING, BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)) {
            try {
                wiring.getClassLoader().loadClass(each.substring(0, each.length() - ENDING.length()).replace('/', '.'));
            } catch (ClassNotFoundException | LinkageError e) {
                continue;
            }
        }
    }
}
