package link.box.bench.tunnel;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import link.box.bench.Figures;

/** What a contestant has reached in all rounds. */
final class Score {
    private static final int MANY = 8;
    private static final int CROWD = 16;
    private static final long MILLIS = 3_000;

    /** A figure, and what it is called in the table. */
    enum Figure {
        DOWN("MB/s down"), UP("MB/s up"), DOWN_8("8 streams"), RPS_1("requests/s"), P50_1("p50 ms"), P99_1("p99 ms"), RPS_16("of 16"),
        P50_16("p50 ms"), P99_16("p99 ms");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Map<Figure, List<Double>> all = new EnumMap<>(Figure.class);

    /** @param counts whether it is more than a warm-up */
    void round(Way way, boolean counts) throws Exception {
        Map<Figure, Double> now = new EnumMap<>(Figure.class);
        now.put(Figure.DOWN, Transfers.down(way, 1));
        now.put(Figure.UP, Transfers.up(way));
        now.put(Figure.DOWN_8, Transfers.down(way, MANY));
        Requests one = Requests.over(way, 1, MILLIS);
        now.put(Figure.RPS_1, one.second());
        now.put(Figure.P50_1, one.p50());
        now.put(Figure.P99_1, one.p99());
        Requests crowd = Requests.over(way, CROWD, MILLIS);
        now.put(Figure.RPS_16, crowd.second());
        now.put(Figure.P50_16, crowd.p50());
        now.put(Figure.P99_16, crowd.p99());
        if (counts) {
            now.forEach((figure, value) -> all.computeIfAbsent(figure, any -> new ArrayList<>()).add(value));
        }
    }

    double of(Figure figure) {
        return new Figures(all.get(figure).stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    JsonObjectBuilder json() {
        return Json.createObjectBuilder().add("down_mb_s", rounded(Figure.DOWN)).add("up_mb_s", rounded(Figure.UP))
                .add("rps16", rounded(Figure.RPS_16)).add("p50_ms", rounded(Figure.P50_1)).add("p99_ms", rounded(Figure.P99_1));
    }

    private double rounded(Figure figure) {
        return round(of(figure));
    }

    static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
