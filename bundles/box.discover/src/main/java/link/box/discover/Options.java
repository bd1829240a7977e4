package link.box.discover;

import java.time.Duration;
import java.util.Optional;

/** The words on the command line. */
final class Options {
    static final String USAGE = "usage: discover [--json] [--seconds N] [--forget ID]";
    private static final int LONGEST = 60;

    private boolean json;
    private Duration time = Duration.ofSeconds(4);
    private String forget;

    /** @throws IllegalArgumentException they make no sense; the message says what does */
    Options(String... words) {
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--json" -> json = true;
                case "--seconds" -> time = seconds(value(words, ++i));
                case "--forget" -> forget = value(words, ++i);
                default -> throw new IllegalArgumentException("unknown word \"" + words[i] + "\"; " + USAGE);
            }
        }
    }

    boolean json() {
        return json;
    }

    /** @return how long to wait for answers */
    Duration time() {
        return time;
    }

    /** @return the id of a Box to forget first, or how it begins */
    Optional<String> forget() {
        return Optional.ofNullable(forget);
    }

    private static Duration seconds(String text) {
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST) {
            throw new IllegalArgumentException("--seconds needs a number from 1 to " + LONGEST + ", not \"" + text + "\"; " + USAGE);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static String value(String[] words, int index) {
        if (index >= words.length) {
            throw new IllegalArgumentException(words[index - 1] + " needs a value; " + USAGE);
        }
        return words[index];
    }
}
