package link.box.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes new inputs out of the kept ones; the same with each run. */
public final class Fuzz {
    private static final String SPICE = "/.;%2eE5cC\\@:#?&=,\"' \t\u0000\u007f\u00e4_-+*[]0x~localhostbxdn";
    private final Random random;
    private final Map<String, List<String>> kept = new HashMap<>();

    /** @param corpus a line for each kept one: kind, blank, value; lines that begin with # say something */
    public Fuzz(long seed, String corpus) {
        random = new Random(seed);
        corpus.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.indexOf(' ');
            kept.computeIfAbsent(line.substring(0, end), any -> new ArrayList<>()).add(line.substring(end + 1));
        });
    }

    /** @return a kept one of that kind, changed in none to four places */
    public String next(String kind) {
        StringBuilder text = new StringBuilder(plain(kind));
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            change(text, kind);
        }
        return text.toString();
    }

    /** @return a number from 0 up to, and without, the limit */
    public int number(int below) {
        return random.nextInt(below);
    }

    /** @return a kept one of that kind, as it is */
    public String plain(String kind) {
        return kept.get(kind).get(random.nextInt(kept.get(kind).size()));
    }

    private void change(StringBuilder text, String kind) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(4));
        switch (random.nextInt(5)) {
            case 0 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
            case 1 -> text.delete(at, end);
            case 2 -> text.replace(at, end, String.valueOf(SPICE.charAt(random.nextInt(SPICE.length()))));
            case 3 -> text.insert(at, text.substring(at, end));
            default -> text.insert(at, plain(kind));
        }
    }
}
