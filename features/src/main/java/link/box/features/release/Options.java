package link.box.features.release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words after a command: options with a value, options without one, and at most one word that is no option. */
final class Options {
    private final Map<String, List<String>> values = new HashMap<>();
    private String word;

    /** @throws IllegalArgumentException a word is not known, or its value is missing */
    Options(List<String> words, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (valued.contains(option)) {
                if (++i == words.size()) {
                    throw new IllegalArgumentException(option + " needs a value");
                }
                values.computeIfAbsent(option, key -> new ArrayList<>()).add(words.get(i));
            } else if (flags.contains(option)) {
                values.put(option, List.of());
            } else if (word == null && !option.startsWith("-")) {
                word = option;
            } else {
                throw new IllegalArgumentException("not known: " + option);
            }
        }
    }

    boolean flag(String option) {
        return values.containsKey(option);
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    Optional<String> maybe(String option) {
        if (all(option).size() > 1) {
            throw new IllegalArgumentException(option + " is there twice");
        }
        return all(option).stream().findFirst();
    }

    /**
     * @return the paths of files; nothing is known of whether they are there
     * @throws IllegalArgumentException one is a directory
     */
    List<Path> files(String option) {
        for (String value : all(option)) {
            if (Files.isDirectory(Path.of(value))) {
                throw new IllegalArgumentException(option + " " + value + " is a directory; it takes the file in it");
            }
        }
        return all(option).stream().map(Path::of).toList();
    }

    /** @return the path of a file, as {@link #files} */
    Path file(String option) {
        one(option);
        return files(option).get(0);
    }

    String one(String option) {
        return maybe(option).orElseThrow(() -> new IllegalArgumentException(option + " is missing"));
    }

    /** @return the word that is no option; {@code what} names it if it is missing */
    String word(String what) {
        if (word == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return word;
    }

    Options noWord() {
        if (word != null) {
            throw new IllegalArgumentException("not known: " + word);
        }
        return this;
    }
}
