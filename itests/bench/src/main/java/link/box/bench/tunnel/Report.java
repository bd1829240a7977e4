package link.box.bench.tunnel;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;

/**
 * The table for people, and the line.
 *
 * @param scores by name
 */
record Report(Map<String, Score> scores) {
    private static final List<String> ORDER = List.of("direct", "ssh", "pagekite", "builtin_pagekite_frontend", "builtin");

    void table() {
        System.out.printf("%-28s", "");
        List.of(Score.Figure.values()).forEach(each -> System.out.printf("%12s", each.title()));
        System.out.println();
        scores.forEach((name, score) -> {
            System.out.printf("%-28s", name);
            List.of(Score.Figure.values()).forEach(figure -> System.out.printf("%12.2f", score.of(figure)));
            System.out.println();
        });
    }

    /**
     * @param idle megabytes of the Box before the first stream
     * @param crowded megabytes of the Box with a thousand
     * @param added megabytes that the tunnel adds to a Box that is idle
     */
    JsonObject line(double idle, double crowded, double added) {
        JsonObjectBuilder line = Json.createObjectBuilder();
        for (String name : ORDER) {
            JsonObjectBuilder score = scores.get(name).json();
            line.add(name, name.equals("builtin") ? score.add("rss_idle_mb", Score.round(idle)).add("rss_idle_added_mb", Score.round(added))
                    .add("rss_1000_mb", Score.round(crowded)) : score);
        }
        return line.add("ratio_throughput_ssh", throughput("ssh")).add("ratio_throughput_pagekite", throughput("pagekite"))
                .add("ratio_rps_pagekite", ratio("pagekite", Score.Figure.RPS_16))
                .add("added_p50_ms", Score.round(scores.get("builtin").of(Score.Figure.P50_1) - scores.get("direct").of(Score.Figure.P50_1)))
                .build();
    }

    /** Of the two directions the worse one. */
    private double throughput(String other) {
        return Math.min(ratio(other, Score.Figure.DOWN), ratio(other, Score.Figure.UP));
    }

    private double ratio(String other, Score.Figure figure) {
        return Score.round(scores.get("builtin").of(figure) / scores.get(other).of(figure));
    }
}
