package link.box.runtime;

import java.io.IOException;
import java.util.List;
import link.box.common.image.BundleFile;

/**
 * What is started.
 *
 * @param sequence of its release; 0: the image
 * @param trial whether it has yet to show that it starts, and there is another one to go back to
 * @param bundles in the order of their start
 */
record BootSet(long sequence, boolean trial, List<BundleFile> bundles) {
    static BootSet ofImage(Image image) throws IOException {
        return new BootSet(0, false, image.bundles());
    }

    /** @return how people call it */
    static String words(long sequence) {
        return sequence == 0 ? "the image" : "release " + sequence;
    }
}
