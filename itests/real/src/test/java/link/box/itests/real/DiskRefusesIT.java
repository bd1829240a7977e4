package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import link.box.itests.real.DyingDisk.Trouble;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A disk that takes no changes any more during a renewal: the old certificate goes on, and the next one is there with the next disk. */
class DiskRefusesIT {
    private static final int TIMES = Boolean.getBoolean("box.long") ? 10 : 1;
    private static final Map<Trouble, String> WORDS = new EnumMap<>(Map.of(Trouble.ENOSPC, "No space left on device",
            Trouble.EROFS, "Read-only file system", Trouble.EACCES, "permission denied"));

    private static Lab lab;
    private static DueBox due;
    private static long begin;
    private static long end;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("refuse", LabOptions.usual());
        lab.cloud().start();
        lab.awaitCloud();
        due = new DueBox(lab);
        begin = due.changesBefore();
        end = due.changes();
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            if (due != null) {
                due.close();
            }
        } finally {
            if (lab != null) {
                lab.close();
            }
        }
    }

    @Test
    void a_full_disk_is_survived() throws Exception {
        survived(Trouble.ENOSPC);
    }

    @Test
    void a_read_only_disk_is_survived() throws Exception {
        survived(Trouble.EROFS);
    }

    @Test
    void a_disk_of_another_user_is_survived() throws Exception {
        survived(Trouble.EACCES);
    }

    private static void survived(Trouble trouble) throws Exception {
        int refused = 0;
        Random random = new Random(trouble.ordinal());
        for (int i = 0; i < TIMES; i++) {
            // always once from the beginning, where nothing can be stored
            long from = i == 0 ? begin + 1 : begin + 1 + random.nextLong(end - begin);
            refused += survived(trouble, from) ? 1 : 0;
        }
        assertTrue(refused > 0, "the disk refuses");
        Labs.say("%s during a renewal, %d times: %d kept the old certificate and said why, all renewed after a start with a good disk",
                trouble, TIMES, refused);
    }

    /** @return whether the old certificate stayed; else the disk refused only what came after the new one was stored */
    private static boolean survived(Trouble trouble, long from) throws Exception {
        String what = trouble + " from change " + from + " of " + end;
        MortalBox box = due.box();
        due.restore();
        long orders = due.ca().orders();
        int issued = due.ca().issued().size();
        box.startFailing(trouble, from);
        box.firstServed(due.main());
        box.awaits("it renews or says why not, with " + what, () -> says(trouble) || !box.served(due.main()).equals(due.old()));
        boolean refused = box.served(due.main()).equals(due.old());
        if (refused) {
            assertEquals(1, box.said().lines().filter(line -> line.contains("cannot keep a valid certificate")).count(), box.said());
        }
        assertTrue(due.ca().orders() - orders <= 1, what + ": one order for one attempt");
        box.kill();
        box.start();
        box.firstServed(due.main());
        box.awaits("it renews with a good disk after " + what, due::renewed);
        box.endsUnharmed(what);
        assertEquals(1, due.ca().issued().size() - issued, what + ": certificates for one renewal");
        return refused;
    }

    /** In its log at once; in its status, too, where the disk lets it make the socket that tells it. */
    private static boolean says(Trouble trouble) throws IOException {
        boolean logged = due.box().said().lines()
                .anyMatch(line -> line.contains("cannot keep a valid certificate") && line.contains(WORDS.get(trouble)));
        return logged && (trouble != Trouble.ENOSPC || reason().contains(WORDS.get(trouble)));
    }

    private static String reason() throws IOException {
        return due.box().status().getJsonArray("failing").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("step").equals("box.acme")).map(each -> each.getString("reason")).findFirst().orElse("");
    }
}
