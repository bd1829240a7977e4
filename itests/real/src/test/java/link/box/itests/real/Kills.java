package link.box.itests.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import link.box.itests.real.DyingDisk.Moment;

/**
 * At which changes a process is killed.
 *
 * @param at the change, counted from 1
 * @param moment before or after it
 */
record Kills(long at, Moment moment) {
    private static final boolean LONG = Boolean.getBoolean("box.long");

    /** @return every change with both moments in a long run; else about {@code most} of them, evenly spread from a seeded beginning */
    static List<Kills> of(long changes, int most, long seed) {
        List<Kills> all = new ArrayList<>();
        for (long at = 1; at <= changes; at++) {
            all.add(new Kills(at, Moment.BEFORE));
            all.add(new Kills(at, Moment.AFTER));
        }
        if (LONG || all.size() <= most) {
            return all;
        }
        // odd, or only one of the moments would be met
        int step = all.size() / most | 1;
        int first = new Random(seed).nextInt(step);
        List<Kills> some = new ArrayList<>();
        for (int i = first; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }
}
