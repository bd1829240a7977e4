package link.box.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures of several runs; the median is quoted, least and most show how noisy the machine was. */
public final class Figures {
    private static final double HUNDRED = 100;
    private final double[] sorted;

    /** @param values one of each run, in any order */
    public Figures(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** @return the middle one */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * @param percent by the nearest rank, so the result was really seen
     * @param sorted from the least to the most
     * @return the least value that so many percent do not exceed; 0 if there is none
     */
    public static double percentileOfSorted(double percent, double... sorted) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(percent / HUNDRED * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%7.2f (%.2f-%.2f)", median(), sorted[0], sorted[sorted.length - 1]);
    }
}
