package link.box.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was flashed or installed: a directory with {@code bundles/}, {@code etc/} and {@code lib/}, made from features at build time. */
final class Image {
    /**
     * A bundle of the image.
     *
     * @param startLevel order of start
     * @param file the jar
     */
    record Entry(int startLevel, Path file) {
    }

    private final Path home;
    private final String name;

    Image(Path home) throws IOException {
        this.home = home;
        this.name = Files.readString(home.resolve("lib/image.name")).strip();
    }

    /** @return which product this is: its configuration is {@code etc/<name>.conf} */
    String name() {
        return name;
    }

    /** @return environment variables that start so are settings */
    String prefix() {
        return name.toUpperCase(java.util.Locale.ROOT) + "_";
    }

    Path configuration() {
        return home.resolve("etc/" + name + ".conf");
    }

    List<Setting> settings() throws IOException {
        return Files.readAllLines(home.resolve("lib/settings.tsv")).stream().map(Setting::parse).toList();
    }

    List<Entry> bundles() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String[] words = line.split(" ", 2);
            entries.add(new Entry(Integer.parseInt(words[0]), home.resolve("bundles").resolve(words[1])));
        }
        return entries;
    }
}
