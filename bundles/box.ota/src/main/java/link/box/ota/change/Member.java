package link.box.ota.change;

import java.nio.file.Path;
import link.box.common.release.NamedBundle;

/**
 * A bundle of a set.
 *
 * @param jar where it is on disk: in the image or in the store
 */
record Member(NamedBundle named, Path jar) {
    String name() {
        return named.name();
    }

    @Override
    public String toString() {
        return named.name() + " " + named.version();
    }
}
