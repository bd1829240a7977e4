package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle that is to be started.
 *
 * @param startLevel order of start
 * @param file the jar
 * @param sha256 of the jar, hexadecimal
 * @param name symbolic name
 * @param version as its manifest says it
 */
record BundleFile(int startLevel, Path file, String sha256, String name, String version) {
    private static final Pattern LINE = Pattern.compile("([0-9]{1,3}) ([^ /]+\\.jar) ([0-9a-f]{64}) ([^ ]+) ([^ ]+)");
    private static final Pattern OURS = Pattern.compile("link\\.(box|cloud)\\..*");

    /** From a line {@code level file sha256 name version} of the image's list. */
    static BundleFile parse(String line, Path directory) throws IOException {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IOException("the image is not whole: its list of bundles has the line \"" + line + "\"; install it anew");
        }
        return new BundleFile(Integer.parseInt(words.group(1)), directory.resolve(words.group(2)), words.group(3), words.group(4),
                words.group(5));
    }

    /** @return whether it is one of the product's own, without which there is no Box */
    boolean ours() {
        return OURS.matcher(name).matches();
    }
}
