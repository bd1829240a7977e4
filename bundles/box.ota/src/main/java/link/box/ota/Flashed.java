package link.box.ota;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.AtomicFile;

/**
 * A bundle of the image.
 *
 * @param name its symbolic name
 * @param version as its manifest says it
 */
record Flashed(String name, String version) {
    private static final Pattern LINE = Pattern.compile("[0-9]{1,3} [^ /]+\\.jar ([0-9a-f]{64}) ([^ ]+) ([^ ]+)");
    private static final int LIMIT = 256 << 10;

    /**
     * Blocks for disk.
     *
     * @param home of the image
     * @return all that it holds, by SHA-256
     * @throws IOException its list is not as it should be
     */
    static Map<String, Flashed> all(Path home) throws IOException {
        Map<String, Flashed> all = new HashMap<>();
        Path list = home.resolve("lib/bundles.list");
        for (String line : new String(AtomicFile.read(list, LIMIT), StandardCharsets.UTF_8).lines().toList()) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IOException(list + " has the line \"" + line + "\": the image is not whole; flash it anew");
            }
            all.put(words.group(1), new Flashed(words.group(2), words.group(3)));
        }
        return all;
    }
}
