package link.box.bench.mirrors;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A plot as SVG: for each resolver and strategy a bar in time, green where a visitor gets a right answer, red while one waits for it. */
final class Timeline {
    private static final int LEFT = 260;
    private static final int WIDTH = 1000;
    private static final int ROW = 12;
    private static final int TOP = 60;

    private final Map<String, StringBuilder> bars = new TreeMap<>();
    private final StringBuilder marks = new StringBuilder();
    private final String client;
    private final long end;

    /** @param run where a {@link Recorder} has written */
    Timeline(Path run, String client) {
        this.client = client;
        try (Stream<String[]> visits = Lines.of(run.resolve(Recorder.VISITS))) {
            end = visits.mapToLong(fields -> Long.parseLong(fields[0])).max().orElse(1);
        }
        try (Stream<String[]> visits = Lines.of(run.resolve(Recorder.VISITS))) {
            visits.filter(fields -> fields[3].equals(client)).forEach(this::visit);
        }
        try (Stream<String[]> changes = Lines.of(run.resolve(Recorder.CHANGES))) {
            changes.filter(fields -> !fields[2].equals("0")).forEach(this::mark);
        }
    }

    private void visit(String[] fields) {
        StringBuilder bar = bars.computeIfAbsent(fields[1] + "\t" + Cell.STRATEGIES.indexOf(fields[2]), any -> new StringBuilder());
        long waited = Long.parseLong(fields[5]);
        if (waited > 0) {
            double from = x(Long.parseLong(fields[0]) - waited);
            bar.append(rect(from, Math.max(0.5, x(Long.parseLong(fields[0])) - from), "#c62828"));
        }
    }

    private void mark(String[] fields) {
        double x = x(Long.parseLong(fields[0]));
        if (fields[1].equals("event")) {
            marks.append(line(x, "")).append(String.format(Locale.ROOT, "<text x='%.1f' y='%d' font-size='8'>%s</text>%n", x + 1,
                    TOP - 6 - 9 * (Integer.parseInt(fields[2]) % 3), fields[5]));
        } else if (fields[1].equals("order") && fields[4].equals(client)) {
            marks.append(line(x, " stroke-dasharray='2 3'"));
        }
    }

    private String line(double x, String style) {
        return String.format(Locale.ROOT, "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#000' stroke-width='0.5'%s/>%n", x, x, TOP - 4,
                height() - 20, style);
    }

    private int height() {
        return TOP + ROW * bars.size() + 30;
    }

    private double x(long millis) {
        return LEFT + (double) WIDTH * millis / end;
    }

    private static String rect(double x, double width, String colour) {
        return String.format(Locale.ROOT, "<rect x='%.1f' width='%.1f' height='%d' fill='%s'/>%n", x, width, ROW - 3, colour);
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns='http://www.w3.org/2000/svg' font-family='sans-serif' "
                + "font-size='9' width='%d' height='%d'>%n<rect width='100%%' height='100%%' fill='#fff'/>%n"
                + "<text x='4' y='14' font-size='12'>The %s client: red while it waits for a right answer, a line at each change of the "
                + "address, a dashed one where our main name is first again; %d minutes</text>%n", LEFT + WIDTH + 10, height(), client,
                Math.round(end / 60_000.0)));
        int y = TOP;
        for (Map.Entry<String, StringBuilder> bar : bars.entrySet()) {
            String[] name = bar.getKey().split("\t");
            svg.append(String.format(Locale.ROOT, "<g transform='translate(0,%d)'><text x='4' y='8'>%s</text>"
                    + "<text x='190' y='8'>%s</text>%n", y, name[0].replace(">", "&gt;"), Cell.STRATEGIES.get(Integer.parseInt(name[1]))));
            svg.append(rect(LEFT, WIDTH, "#a5d6a7")).append(bar.getValue()).append("</g>\n");
            y += ROW;
        }
        return svg.append(marks).append("</svg>\n").toString();
    }
}
