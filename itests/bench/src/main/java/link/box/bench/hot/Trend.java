package link.box.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import link.box.bench.Figures;
import link.box.lab.LiveHeap;

/**
 * How memory goes along the updates: the median of the slopes between each two looks (Theil and Sen). Between two looks alone it goes up
 * and down by some percent, as caches are full or have just been given up; a leak goes up in all of them.
 */
final class Trend {
    private record Look(int updates, LiveHeap.Use use) {
    }

    private final List<Look> looks = new ArrayList<>();

    /** @param updates so far */
    void add(int updates, LiveHeap.Use use) {
        looks.add(new Look(updates, use));
    }

    LiveHeap.Use first() {
        return looks.get(0).use();
    }

    LiveHeap.Use last() {
        return looks.get(looks.size() - 1).use();
    }

    /** @return of heap and metaspace the greater growth in so many updates, in percent of what is in use; below 0 if both shrink */
    double growth(int updates) {
        return Math.max(growth(updates, LiveHeap.Use::heap), growth(updates, LiveHeap.Use::metaspace));
    }

    private double growth(int updates, ToLongFunction<LiveHeap.Use> which) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            for (int j = i + 1; j < looks.size(); j++) {
                double kilobytes = which.applyAsLong(looks.get(j).use()) - which.applyAsLong(looks.get(i).use());
                slopes.add(kilobytes / (looks.get(j).updates() - looks.get(i).updates()));
            }
        }
        double used = median(looks.stream().mapToDouble(each -> which.applyAsLong(each.use())).toArray());
        return 100 * updates * median(slopes.stream().mapToDouble(each -> each).toArray()) / used;
    }

    private static double median(double[] figures) {
        return new Figures(figures).median();
    }
}
