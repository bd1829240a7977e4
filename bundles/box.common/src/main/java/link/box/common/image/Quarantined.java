package link.box.common.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import link.box.common.file.AtomicFile;

/**
 * A bundle that is left out at each start, because the Box does not get on with it (docs/adr/033): one line {@code name sha256 reason} in
 * the file {@value #FILE}. Another version of it is given a chance.
 *
 * @param name symbolic name
 * @param sha256 of its jar, hexadecimal, lower case
 * @param reason a sentence for people, one line
 */
public record Quarantined(String name, String sha256, String reason) {
    /** The list's name, in the directory of releases. */
    public static final String FILE = "quarantine";
    /** The system property that the launcher sets for {@link #leftOut}, a space between each two. */
    public static final String LEFT_OUT = "box.leftout";
    /** The same for {@link #stranded}. */
    public static final String STRANDED = "box.stranded";
    /** More than that is no fault of a few bundles. */
    public static final int MOST = 50;

    private static final Pattern LINE = Pattern.compile("([^ ]{1,128}) ([0-9a-f]{64}) (.{0,300})");
    private static final int LARGEST = 32 << 10;

    /**
     * Blocks for disk.
     *
     * @param directory of releases
     * @return the list; lines that are of no use are passed over
     * @throws IOException there is one, and it cannot be read
     */
    public static List<Quarantined> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.notExists(file) ? List.of() : new String(AtomicFile.read(file, LARGEST), StandardCharsets.UTF_8).lines().limit(MOST)
                .map(Quarantined::parse).flatMap(Optional::stream).toList();
    }

    /** @return SHA-256 of what the set that was started has and the list kept out of it */
    public static List<String> leftOut() {
        return words(LEFT_OUT);
    }

    /** @return symbolic names of what is not started since it cannot be without one of these */
    public static List<String> stranded() {
        return words(STRANDED);
    }

    private static List<String> words(String property) {
        return Stream.of(System.getProperty(property, "").split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** @return its line */
    public String line() {
        return name + " " + sha256 + " " + reason;
    }

    /** @return whether it is that bundle, byte for byte */
    public boolean is(BundleFile bundle) {
        return name.equals(bundle.name()) && sha256.equals(bundle.sha256());
    }

    private static Optional<Quarantined> parse(String line) {
        Matcher words = LINE.matcher(line);
        return words.matches() ? Optional.of(new Quarantined(words.group(1), words.group(2), words.group(3))) : Optional.empty();
    }
}
