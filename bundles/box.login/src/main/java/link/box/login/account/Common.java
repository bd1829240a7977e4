package link.box.login.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The passwords that are tried first: rows of characters, what the 10,000 commonest are built around, and whole ones that are long enough
 * to be chosen here. The list is read for each look-up, as one is made once in the life of a password and the words would cost memory for
 * ever.
 */
final class Common {
    private static final Pattern EDGES = Pattern.compile("^[^a-z]+|[^a-z]+$");
    private static final Pattern REPEATED = Pattern.compile("(.{1,64}?)\\1+");
    /** So many more characters around a common word make it no better. */
    private static final int AROUND = 6;

    private Common() {
    }

    static boolean has(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String once = REPEATED.matcher(lower).matches() ? REPEATED.matcher(lower).replaceFirst("$1") : lower;
        String core = EDGES.matcher(once).replaceAll("");
        Set<String> list = list();
        return run(lower) || list.contains(lower) || list.contains(once) || once.length() - core.length() < AROUND && list.contains(core);
    }

    /** One character all along, or the next or the one before each time; after 9 comes 0. */
    private static boolean run(String text) {
        int step = text.length() < 2 ? 0 : step(text, 1);
        return step >= -1 && step <= 1 && IntStream.range(1, text.length()).allMatch(at -> step(text, at) == step);
    }

    private static int step(String text, int at) {
        String pair = text.substring(at - 1, at + 1);
        return pair.equals("90") ? 1 : pair.equals("09") ? -1 : pair.charAt(1) - pair.charAt(0);
    }

    private static Set<String> list() {
        try (InputStream stream = Common.class.getResourceAsStream("common.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
