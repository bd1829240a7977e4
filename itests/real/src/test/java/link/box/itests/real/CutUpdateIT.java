package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import link.box.common.release.Journal;
import link.box.itests.real.CutBox.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whichever write of an update a Box is killed at: the next start runs the old set or the new one, whole. */
class CutUpdateIT {
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void an_update_is_killed_at_any_write_and_the_next_start_runs_one_of_the_two_sets_whole() throws Exception {
        try (CutBox box = new CutBox("cut-update")) {
            cut(box, Part.CHANGE, 4);
            cut(box, Part.PROOF, 2);
            box.restore(Part.CHANGE);
            box.start();
            box.await(Part.CHANGE);
        }
    }

    /** @param most how many kills there are, but for a long run */
    private static void cut(CutBox box, Part part, int most) throws Exception {
        long writes = box.count(part);
        List<Kills> all = Kills.of(writes, most, 2026);
        TreeMap<Long, Integer> ran = new TreeMap<>();
        Set<Journal.State> met = EnumSet.noneOf(Journal.State.class);
        int kills = 0;
        for (Kills each : all) {
            box.restore(part);
            kills += box.dies(part, each) ? 1 : 0;
            met.add(box.journal().state());
            ran.merge(box.runsWhole(part + " " + each), 1, Integer::sum);
        }
        Labs.say("update, %s: %d writes, killed at %d of %d chosen, found then %s; the next start ran, whole, by release: %s",
                part, writes, kills, all.size(), met, ran);
        assertTrue(kills >= all.size() * 9 / 10, "the disk kills");
    }
}
