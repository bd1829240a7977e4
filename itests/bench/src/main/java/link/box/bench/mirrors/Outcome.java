package link.box.bench.mirrors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run showed. A change counts, at each resolver and for each strategy and kind of client, as the longest visit between its
 * announcement and the next change: see {@link Visitor}. What came before the first change does not count.
 */
final class Outcome {
    private final Set<String> resolvers = new LinkedHashSet<>();
    private final Map<Key, Map<Integer, Double>> longest = new LinkedHashMap<>();
    private final Map<Key, Integer> wrongFirst = new LinkedHashMap<>();
    private final List<Double> announcedMillis = new ArrayList<>();
    private final Silences silences;
    private double answered;
    private int visits;
    private int unanswered;
    private int wrongAnswers;
    private int changes;
    private int told;

    private Outcome(Silences silences) {
        this.silences = silences;
    }

    /** Who waited where. */
    record Key(String resolver, String strategy, String client) {
    }

    /** @param directory where a {@link Recorder} has written */
    static Outcome of(Path directory) {
        Outcome outcome = new Outcome(Silences.of(directory));
        try (Stream<String[]> visits = Lines.of(directory.resolve(Recorder.VISITS))) {
            visits.forEach(outcome::visit);
        }
        try (Stream<String[]> lines = Lines.of(directory.resolve(Recorder.CHANGES))) {
            lines.forEach(outcome::change);
        }
        return outcome;
    }

    private void visit(String[] fields) {
        int change = Integer.parseInt(fields[4]);
        resolvers.add(fields[1]);
        if (change > 0) {
            Key key = new Key(fields[1], fields[2], fields[3]);
            longest.computeIfAbsent(key, any -> new TreeMap<>()).merge(change, Long.parseLong(fields[5]) / 1000.0, Math::max);
            wrongFirst.merge(key, fields[6].equals("0") ? 1 : 0, Integer::sum);
            if (key.strategy().equals(Cell.OURS)) {
                answered(key, Long.parseLong(fields[0]), Long.parseLong(fields[5]), fields[6].equals("0"));
            }
        }
    }

    private void answered(Key key, long end, long waited, boolean wrong) {
        visits++;
        if (silences.met(key, end, waited)) {
            unanswered++;
        } else {
            answered = Math.max(answered, waited / 1000.0);
            wrongAnswers += wrong ? 1 : 0;
        }
    }

    /** @return in words how many visits to ours met a resolver that did not answer, and how the others went; empty if none did */
    String silence() {
        return unanswered == 0 ? "" : String.format(Locale.ROOT, "%d of %d visits with ours met a resolver that did not answer. Without "
                + "them: %.1f s at most, first answer wrong %d times", unanswered, visits, answered, wrongAnswers);
    }

    private void change(String[] fields) {
        changes += fields[1].equals("event") ? 1 : 0;
        if (fields[1].equals("announced") && fields[3].equals(Cell.OURS)) {
            told++;
            announcedMillis.add(Double.valueOf(fields[7]));
        }
    }

    Set<String> resolvers() {
        return resolvers;
    }

    int changes() {
        return changes;
    }

    /** @return how many changes the Boxes, one for each kind of client, have not announced before the next one came */
    int untold() {
        return Cell.CLIENTS.size() * changes - told;
    }

    int wrongFirst(Predicate<Key> which) {
        return wrongFirst.entrySet().stream().filter(each -> which.test(each.getKey())).mapToInt(Map.Entry::getValue).sum();
    }

    Waits announcedMillis() {
        return new Waits(announcedMillis);
    }

    Waits waits(Predicate<Key> which) {
        return new Waits(longest.entrySet().stream().filter(each -> which.test(each.getKey())).map(Map.Entry::getValue).map(Map::values)
                .flatMap(Collection::stream).toList());
    }
}
