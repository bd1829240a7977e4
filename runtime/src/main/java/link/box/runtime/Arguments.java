package link.box.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** The words on the command line. */
final class Arguments {
    static final String USAGE = "usage: start --data DIR [--config FILE] | status [--json] --data DIR | add-phone --data DIR "
            + "| reset-users --data DIR | check --data DIR | apply --data DIR | rollback --data DIR | readmit NAME --data DIR "
            + "| discover [--json]";

    private static final String NAMING = "readmit";

    private String command;
    private String name;
    private Path data;
    private Path config;
    private boolean json;

    Arguments(String... words) {
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--data" -> data = Path.of(value(words, ++i));
                case "--config" -> config = Path.of(value(words, ++i));
                case "--json" -> json = true;
                default -> command(words[i]);
            }
        }
        if (command == null || data == null || command.equals(NAMING) && name == null) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    String command() {
        return command;
    }

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    Optional<Path> config() {
        return Optional.ofNullable(config).map(Path::toAbsolutePath);
    }

    boolean json() {
        return json;
    }

    /** @return which bundle is meant; null where none can be */
    String name() {
        return name;
    }

    private void command(String word) {
        if (NAMING.equals(command) && name == null && !word.startsWith("-")) {
            name = word;
            return;
        }
        if (command != null || word.startsWith("-")) {
            throw new IllegalArgumentException("unknown word \"" + word + "\"; " + USAGE);
        }
        command = word;
    }

    private static String value(String[] words, int index) {
        if (index >= words.length) {
            throw new IllegalArgumentException(words[index - 1] + " needs a value; " + USAGE);
        }
        return words[index];
    }
}
