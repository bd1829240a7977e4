package link.box.acme.decade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code Decade YEARS DIRECTORY LIBRARY}: years for each lifetime of certificates, the Box being a process of its own that the disk that
 * dies (die.c, compiled to LIBRARY) kills at random changes of its files. Prints a table and a line of JSON.
 */
public final class Decade {
    private static final long SEED = 20261201;
    private static final List<Duration> LIFETIMES = List.of(Duration.ofHours(160), Duration.ofDays(45), Duration.ofDays(90));
    private static final int KILLS_A_YEAR = 8;

    private Decade() {
    }

    /** Ends with 1 if a certificate has expired in service, or a limit was met. */
    public static void main(String[] words) throws Exception {
        int years = Integer.parseInt(words[0]);
        List<Outcome> seen = new ArrayList<>();
        System.out.println("seed " + SEED);
        Outcome.head();
        for (Duration lifetime : LIFETIMES) {
            Years one = Years.of(years, lifetime, SEED + lifetime.toHours(), KILLS_A_YEAR * years, false);
            Outcome outcome = run(one, Path.of(words[1]), Path.of(words[2]));
            outcome.print();
            seen.add(outcome);
        }
        System.out.println(json(years, seen));
        System.exit(seen.stream().allMatch(each -> each.expiredHours() == 0 && each.violations().isEmpty()) ? 0 : 1);
    }

    private static Outcome run(Years years, Path directory, Path library) throws Exception {
        Path folder = Files.createTempDirectory(directory.toAbsolutePath(), "years");
        try (World world = new World(years, Weather.of(years), folder); BoxProcess box = new BoxProcess(world, folder, library)) {
            return Simulation.run(world, box);
        }
    }

    private static String json(int years, List<Outcome> seen) {
        return String.format(Locale.ROOT, "{\"years\":%d,\"lifetimes\":%s,\"outages\":%d,\"kills\":%d,\"expired_hours\":%.2f,"
                + "\"limit_violations\":%d}", years, seen.stream().map(each -> "\"" + each.name() + "\"").toList(),
                seen.stream().mapToLong(each -> each.tally().outages).sum(), seen.stream().mapToLong(each -> each.tally().kills).sum(),
                seen.stream().mapToDouble(Outcome::expiredHours).sum(), seen.stream().mapToLong(each -> each.violations().size()).sum());
    }
}
