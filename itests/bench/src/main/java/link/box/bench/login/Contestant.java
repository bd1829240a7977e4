package link.box.bench.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import link.box.bench.Figures;

/** One of two that are asked by turns: how many requests a second it answers, and how much processor each takes. */
final class Contestant {
    /** Linux counts processor time in hundredths of a second for all programs. */
    private static final double TICKS = 100;
    private final String name;
    private final Load load;
    private final long pid;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();

    Contestant(String name, Load load, long pid) {
        this.name = name;
        this.load = load;
        this.pid = pid;
    }

    void warmUp(long millis) throws Exception {
        load.answers(millis);
    }

    void round(long millis) throws Exception {
        double before = processor();
        long begin = System.nanoTime();
        int answers = load.answers(millis);
        rates.add(answers * 1e9 / (System.nanoTime() - begin));
        costs.add((processor() - before) * 1e6 / answers);
    }

    Figures rate() {
        return figures(rates);
    }

    /** @return microseconds of processor for each request, all of the server's threads together */
    Figures cost() {
        return figures(costs);
    }

    private static Figures figures(List<Double> values) {
        return new Figures(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double processor() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS;
    }

    @Override
    public String toString() {
        return String.format("%-28s %-32s %s", name, rate(), cost());
    }
}
