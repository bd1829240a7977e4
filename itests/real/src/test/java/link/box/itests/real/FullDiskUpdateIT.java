package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import link.box.itests.real.CutBox.Part;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whichever write of an update the disk is full from: the Box goes on, and the next start runs the old set or the new one, whole. */
@Order(1)
class FullDiskUpdateIT {
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void the_disk_is_full_from_any_write_on_and_the_box_goes_on_with_one_of_the_two_sets() throws Exception {
        try (CutBox box = new CutBox("full-update")) {
            fill(box, Part.CHANGE, 2);
            fill(box, Part.PROOF, 1);
            box.restore(Part.CHANGE);
            box.start();
            box.await(Part.CHANGE);
        }
    }

    /** @param most how many times it is full, but for a long run */
    private static void fill(CutBox box, Part part, int most) throws Exception {
        long writes = box.count(part);
        TreeMap<Long, Integer> ran = new TreeMap<>();
        for (Kills each : Kills.of(writes, most, 2027)) {
            box.restore(part);
            box.fills(part, each.at());
            ran.merge(box.runsWhole(part + " full from " + each.at()), 1, Integer::sum);
        }
        Labs.say("update, %s, on a disk that is full from one of its %d writes on: the next start ran, whole, by release: %s",
                part, writes, ran);
        assertTrue(!ran.isEmpty(), "the disk was full");
    }
}
