package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whichever change on its disk a Box is killed at: the next start serves a valid certificate. */
@Order(1)
class KillAtWriteIT {
    private static final String RESUMED = "going on with the order under way";

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void a_renewal_is_killed_at_any_write_and_the_next_start_serves_at_once_and_completes_it() throws Exception {
        try (Lab lab = Labs.prepare("kill-renewal", LabOptions.usual())) {
            lab.cloud().start();
            lab.awaitCloud();
            try (DueBox due = new DueBox(lab)) {
                long writes = due.changes();
                int kills = 0;
                int resumed = 0;
                int extra = 0;
                List<Kills> all = Kills.of(writes, 6, 2026);
                for (Kills each : all) {
                    long orders = due.ca().orders();
                    int issued = due.ca().issued().size();
                    due.restore();
                    kills += due.box().dies(each, due::renewed) ? 1 : 0;
                    resumed += renewsAfter(due, each.toString()) ? 1 : 0;
                    extra += due.ca().orders() - orders > 1 ? 1 : 0;
                    assertEquals(1, due.ca().issued().size() - issued, each + ": certificates for one renewal");
                }
                Labs.say("renewal: %d writes, killed at %d of %d chosen: each next start served from its first handshake and renewed;"
                        + " %d orders resumed, %d ordered again", writes, kills, all.size(), resumed, extra);
                assertTrue(kills >= all.size() * 9 / 10, "the disk kills");
            }
        }
    }

    /** @return whether it went on with an order that it found */
    private static boolean renewsAfter(DueBox due, String kill) throws Exception {
        MortalBox box = due.box();
        assertEquals(List.of(), Folders.open(box.data()), kill);
        long orders = due.ca().orders();
        box.start();
        box.firstServed(due.main());
        box.awaits("it is renewed after " + kill, due::renewed);
        assertTrue(due.ca().orders() - orders <= 1, kill + ": an order at most, " + (due.ca().orders() - orders));
        box.endsUnharmed(kill);
        return box.said().contains(RESUMED);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void a_first_start_is_killed_at_any_write_and_the_next_one_comes_online_as_the_same_Box() throws Exception {
        try (Lab lab = Labs.prepare("kill-first", LabOptions.usual())) {
            lab.cloud().start();
            lab.awaitCloud();
            lab.pebble().start();
            LabBox made = lab.theBox();
            made.process().set("tunnel.enabled", false);
            MortalBox box = new MortalBox(made, lab.pebble().root());
            long writes = box.countUntil(() -> online(box));
            int kills = 0;
            List<Kills> all = Kills.of(writes, 4, 2026);
            for (Kills each : all) {
                Folders.remove(box.data());
                kills += box.dies(each, () -> online(box)) ? 1 : 0;
                comesOnline(box, each.toString());
            }
            Labs.say("first start: %d writes, killed at %d of %d chosen: the next start came online each time, as the same Box",
                    writes, kills, all.size());
            assertTrue(kills >= all.size() * 9 / 10, "the disk kills");
        }
    }

    private static boolean online(MortalBox box) throws Exception {
        return box.served(box.status().getString("main")) != null;
    }

    private static void comesOnline(MortalBox box, String kill) throws Exception {
        assertEquals(List.of(), Files.exists(box.data()) ? Folders.open(box.data()) : List.of(), kill);
        String identity = identity(box);
        box.start();
        box.awaits("it comes online after " + kill, () -> online(box));
        assertTrue(identity.isEmpty() || identity.equals(identity(box)), kill + ": one and the same identity");
        box.endsUnharmed(kill);
    }

    private static String identity(MortalBox box) throws IOException {
        Path file = box.data().resolve("link.box.identity/identity.pem");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
