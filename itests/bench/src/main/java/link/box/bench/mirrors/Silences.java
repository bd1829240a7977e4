package link.box.bench.mirrors;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When which resolver did not answer whom at all. On a machine that is too busy that says nothing about names. */
final class Silences {
    /** Both are written down after the fact, each by its own thread. */
    private static final long NEAR = 50;

    private final Map<Outcome.Key, TreeSet<Long>> all = new HashMap<>();

    /** @param directory where a {@link Recorder} has written */
    static Silences of(Path directory) {
        Silences silences = new Silences();
        try (Stream<String[]> answers = Lines.of(directory.resolve(Recorder.ANSWERS))) {
            answers.filter(each -> each[5].equals(Resolution.SILENCE)).forEach(each -> silences.all
                    .computeIfAbsent(new Outcome.Key(each[1], each[2], each[3]), any -> new TreeSet<>()).add(Long.valueOf(each[0])));
        }
        return silences;
    }

    /**
     * @param end milliseconds of the run when the visit was over
     * @param waited how long it took, in milliseconds
     */
    boolean met(Outcome.Key who, long end, long waited) {
        Long first = all.getOrDefault(who, new TreeSet<>()).ceiling(end - waited - NEAR);
        return first != null && first <= end + NEAR;
    }
}
