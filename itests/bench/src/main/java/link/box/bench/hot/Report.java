package link.box.bench.hot;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import link.box.bench.Figures;

/**
 * The table for people, the line, and whether what is promised holds. What a bundle serves itself is not elsewhere, and the tunnel is
 * box.pagekite's own.
 */
final class Report {
    private static final String HTTPS = "link.box.https";
    private static final String PAGEKITE = "link.box.pagekite";
    private static final double MOST_GAP_MILLIS = 100;
    private static final double MOST_GROWTH = 2;
    private static final int P99 = 99;
    private final List<Update> updates;
    private final double growth;

    /** @param growth in percent */
    Report(List<Update> updates, double growth) {
        this.updates = List.copyOf(updates);
        this.growth = growth;
    }

    void table() {
        System.out.printf("%-24s%8s%10s%11s%11s%8s%9s%10s%9s%12s%12s%9s%n", "", "updates", "given up", "gap p99 ms", "gap max ms",
                "refused", "requests", "elsewhere", "its own", "slowest ms", "own held ms", "seconds");
        byBundle().forEach((name, all) -> System.out.printf("%-24s%8d%10d%11.1f%11.1f%8d%9d%10d%9d%12.0f%12.0f%9.1f%n", name, taken(all),
                all.size() - taken(all), gap(all, P99), gap(all, 100), refused(all), sum(all, Update::asked),
                sum(all, each -> each.failed(false)), sum(all, each -> each.failed(true)), most(all, Update::slowest),
                most(all, Update::longestHeld),
                new Figures(all.stream().mapToDouble(Update::seconds).toArray()).median()));
        System.out.printf("the tunnel was made anew %d times while box.pagekite was updated, %d times else%n",
                sum(kites(true), Update::kites), lost());
    }

    JsonObject line() {
        JsonObjectBuilder gaps = Json.createObjectBuilder();
        byBundle().forEach((name, all) -> gaps.add(name, tenth(gap(all, P99))));
        return Json.createObjectBuilder().add("updates", taken(updates)).add("failed_elsewhere", elsewhere()).add("tunnel_lost", lost())
                .add("gap_p99_ms", gaps).add("refused", refused(updates)).add("growth_pct", tenth(growth)).add("held", held())
                .add("least_of_one_bundle", byBundle().values().stream().mapToInt(Report::taken).min().orElse(0)).build();
    }

    /** What the updated bundle serves itself: how often it was asked for, how often in vain, and the longest that an answer took. */
    private JsonObjectBuilder held() {
        return Json.createObjectBuilder().add("requests", sum(updates, Update::askedOfItself))
                .add("failed", sum(updates, each -> each.failed(true))).add("longest_ms", Math.round(most(updates, Update::longestHeld)));
    }

    boolean kept() {
        return taken(updates) == updates.size() && elsewhere() == 0 && sum(updates, each -> each.failed(true)) == 0 && lost() == 0
                && refused(updates) == 0 && growth < MOST_GROWTH
                && byBundle().entrySet().stream().allMatch(each -> each.getKey().equals(HTTPS)
                        ? gap(each.getValue(), P99) < MOST_GAP_MILLIS : gap(each.getValue(), 100) == 0);
    }

    private Map<String, List<Update>> byBundle() {
        return updates.stream().collect(Collectors.groupingBy(Update::bundle, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private List<Update> kites(boolean own) {
        return updates.stream().filter(each -> each.bundle().equals(PAGEKITE) == own).toList();
    }

    private int lost() {
        return sum(kites(false), Update::kites);
    }

    private int elsewhere() {
        return sum(updates, each -> each.failed(false));
    }

    private static int taken(List<Update> all) {
        return (int) all.stream().filter(Update::taken).count();
    }

    private static int refused(List<Update> all) {
        return sum(all, each -> each.gap().refused());
    }

    private static double gap(List<Update> all, double percent) {
        return Figures.percentileOfSorted(percent, all.stream().mapToDouble(each -> each.gap().millis()).sorted().toArray());
    }

    private static int sum(List<Update> all, ToIntFunction<Update> figure) {
        return all.stream().mapToInt(figure).sum();
    }

    private static double most(List<Update> all, ToDoubleFunction<Update> figure) {
        return all.stream().mapToDouble(figure).max().orElse(0);
    }

    private static double tenth(double figure) {
        return Math.round(figure * 10) / 10.0;
    }
}
