package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.KeptFile;

/**
 * A set that was put back for what may be no fault of its own: an outage outside, or a full disk. It is tried again, but not for ever.
 *
 * @param set which
 * @param times how often so far
 * @param why the last time, in a line
 */
public record Postponed(long set, int times, String why) {
    /** After so many times it is refused. */
    public static final int MOST = 3;

    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final int FACTOR = 6;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ([0-9]{1,3}) (.*)\n");
    private static final int REASON = 300;
    private static final int LIMIT = 2048;

    /** One line. */
    public Postponed {
        why = why.replaceAll("\\p{C}+", " ").strip();
        why = why.substring(0, Math.min(why.length(), REASON));
    }

    /** @return how long it is left alone: 10 minutes, an hour */
    public Duration pause() {
        return FIRST.multipliedBy(times < 2 ? 1 : FACTOR);
    }

    /** @return whether that was the last time */
    boolean last() {
        return times >= MOST;
    }

    /** @return what follows when a set is put back again */
    static Postponed after(Optional<Postponed> before, long set, String why) {
        return new Postponed(set, before.filter(each -> each.set() == set).map(each -> each.times() + 1).orElse(1), why);
    }

    /** Blocks for disk. */
    void write(Path directory) throws IOException {
        file(directory).write(set + " " + times + " " + why + "\n");
    }

    /** Blocks for disk. Damage forgets it: then the set has its tries anew. */
    static Optional<Postponed> read(Path directory) {
        try {
            return file(directory).read(Postponed::parse, damage -> { });
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Postponed parse(String text) throws IOException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IOException("it names no set");
        }
        return new Postponed(Long.parseLong(form.group(1)), Integer.parseInt(form.group(2)), form.group(3));
    }

    private static KeptFile file(Path directory) {
        return new KeptFile(directory.resolve("postponed"), LIMIT);
    }
}
