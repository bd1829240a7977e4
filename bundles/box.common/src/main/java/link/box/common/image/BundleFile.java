package link.box.common.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.AtomicFile;

/**
 * A bundle on disk that is to be started: of an image, or of a release.
 *
 * @param startLevel order of start, 1 to 100
 * @param file the jar
 * @param sha256 of the jar, hexadecimal, lower case
 * @param name symbolic name
 * @param version as its manifest says it
 */
public record BundleFile(int startLevel, Path file, String sha256, String name, String version) {
    private static final Pattern LINE = Pattern.compile("([0-9]{1,3}) ([^ /]+\\.jar) ([0-9a-f]{64}) ([^ ]+) ([^ ]+)");
    private static final Pattern OURS = Pattern.compile("link\\.(box|cloud)\\..*");
    private static final int LIMIT = 256 << 10;

    /**
     * Blocks for disk.
     *
     * @param home an image: its {@code lib/bundles.list} has a line {@code level file sha256 name version} for each
     * @return its bundles in the order of their start
     * @throws IOException the list cannot be read, or is not whole
     */
    public static List<BundleFile> of(Path home) throws IOException {
        Path list = home.resolve("lib/bundles.list");
        List<BundleFile> bundles = new ArrayList<>();
        for (String line : new String(AtomicFile.read(list, LIMIT), StandardCharsets.UTF_8).lines().toList()) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IOException("the image is not whole: " + list + " has the line \"" + line + "\"; install it anew");
            }
            bundles.add(new BundleFile(Integer.parseInt(words.group(1)), home.resolve("bundles").resolve(words.group(2)), words.group(3),
                    words.group(4), words.group(5)));
        }
        return bundles;
    }

    /** @return its line in the list of an image */
    public String line() {
        return startLevel + " " + file.getFileName() + " " + sha256 + " " + name + " " + version;
    }

    /** @return whether it is one of the product's own, without which there is no Box */
    public boolean ours() {
        return ours(name);
    }

    /** @return whether a symbolic name is one of the product's own */
    public static boolean ours(String name) {
        return OURS.matcher(name).matches();
    }
}
