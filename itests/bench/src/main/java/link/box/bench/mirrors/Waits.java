package link.box.bench.mirrors;

import java.util.Collection;
import java.util.Locale;
import link.box.bench.Figures;

/** How long clients waited after changes, in seconds. Percentiles by the nearest rank, so each was really seen. */
final class Waits {
    private final double[] sorted;

    Waits(Collection<Double> seconds) {
        sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int count() {
        return sorted.length;
    }

    /** @return the least that so many percent do not exceed; 0 if nobody waited for anything */
    double percentile(double percent) {
        return Figures.percentileOfSorted(percent, sorted);
    }

    double max() {
        return percentile(100);
    }

    /** @return a time as it is told: clients look twice a second, so more than a tenth would mean nothing */
    static double told(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f/%.1f/%.1f", percentile(50), percentile(99), max());
    }
}
