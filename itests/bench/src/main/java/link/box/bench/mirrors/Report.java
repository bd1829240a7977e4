package link.box.bench.mirrors;

import jakarta.json.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** {@code Report DIRECTORY [KEPT]}: what a run showed, also one that is on its way; a short form of the data and plots go to KEPT. */
public final class Report {
    private static final String STALE = " stale";
    private static final double USUALLY = 1;
    private static final double NEVER_OVER = 5;
    /** Milliseconds from the kernel's event to the announcement, usually. */
    private static final double ANNOUNCED = 1500;

    private final Outcome outcome;

    Report(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Exit code 1 if our rules did not hold what they promise. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[0]);
        Report report = new Report(Outcome.of(directory));
        if (words.length > 1) {
            new Keepsake(directory, Path.of(words[1])).write();
        }
        report.print(System.out);
        System.exit(report.holds() ? 0 : 1);
    }

    /**
     * A change that nobody was told of would be one without waiting. And as clients try other names when the first one is wrong, a hold
     * that is too short would hardly be seen in what they wait: the first name has to be right at once, but where a resolver serves stale.
     */
    boolean holds() {
        Waits ours = of(Cell.OURS);
        return ours.count() > 0 && outcome.untold() == 0 && outcome.wrongFirst(Report::unexcused) == 0
                && Waits.told(ours.percentile(99)) <= USUALLY && ours.max() <= NEVER_OVER && outcome.announcedMillis().percentile(99) <= ANNOUNCED;
    }

    void print(PrintStream out) {
        out.println("Seconds from a visit's begin to its first right answer, the longest after each change: median/p99/most");
        out.printf(Locale.ROOT, "%-24s%8s", "", "changes");
        Cell.STRATEGIES.forEach(strategy -> Cell.CLIENTS.forEach(client -> out.printf("%18s", strategy)));
        out.printf(Locale.ROOT, "%n%-32s", "");
        Cell.STRATEGIES.forEach(strategy -> Cell.CLIENTS.forEach(client -> out.printf("%18s", client)));
        out.println();
        outcome.resolvers().stream().sorted().forEach(resolver -> print(out, resolver));
        if (outcome.untold() > 0) {
            out.println("The Boxes have not announced " + outcome.untold() + " of their changes before the next one.");
        }
        int wrong = outcome.wrongFirst(Report::unexcused);
        if (wrong > 0) {
            out.println("Our first name was wrong " + wrong + " times at resolvers that do not serve stale.");
        }
        if (!outcome.silence().isEmpty()) {
            out.println(outcome.silence());
        }
        out.println(json());
    }

    private static boolean unexcused(Outcome.Key key) {
        return key.strategy().equals(Cell.OURS) && !key.resolver().endsWith(STALE);
    }

    private void print(PrintStream out, String resolver) {
        out.printf(Locale.ROOT, "%-24s%8d", resolver,
                outcome.waits(key -> key.equals(new Outcome.Key(resolver, Cell.OURS, Cell.DISCIPLINED))).count());
        for (String strategy : Cell.STRATEGIES) {
            for (String client : Cell.CLIENTS) {
                out.printf("%18s", outcome.waits(key -> key.equals(new Outcome.Key(resolver, strategy, client))));
            }
        }
        out.println();
    }

    private String json() {
        Waits ours = of(Cell.OURS);
        return Json.createObjectBuilder().add("resolvers", outcome.resolvers().size()).add("changes", outcome.changes())
                .add("control_p99_s", Waits.told(of(Cell.CONTROL).percentile(99)))
                .add("original_p99_s", Waits.told(of(Cell.ORIGINAL).percentile(99)))
                .add("ours_p99_s", Waits.told(ours.percentile(99))).add("ours_max_s", Waits.told(ours.max()))
                .add("wrong_first_answers", outcome.wrongFirst(key -> key.strategy().equals(Cell.OURS)))
                .add("event_to_announced_p99_ms", Math.round(outcome.announcedMillis().percentile(99))).build().toString();
    }

    private Waits of(String strategy) {
        return outcome.waits(key -> key.strategy().equals(strategy));
    }
}
