package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import org.junit.jupiter.api.Test;

/** What is on disk is enough to serve, however the last run ended. */
class OfflineBootIT {
    private static final int KILLS = Boolean.getBoolean("box.long") ? 60 : 12;

    @Test
    void killed_at_random_moments_of_its_first_start_a_Box_still_comes_up_as_itself() throws Exception {
        try (Lab lab = Labs.start("killed", LabOptions.usual())) {
            int whole = (int) firstStart(lab);
            LabBox box = lab.addBox("box2");
            Set<String> identities = killAgainAndAgain(box, whole);
            box.start();
            new Watch(lab, box).servesCertificate();
            identities.add(Files.readString(identity(box)));
            assertEquals(1, identities.size(), "identities seen");
            Labs.say("%d kills within %d ms of the start: the same identity, and a valid certificate at last", KILLS, whole);
        }
    }

    /** @return how long it takes here and now, in milliseconds, from the start to a certificate */
    private static long firstStart(Lab lab) throws Exception {
        long begin = System.nanoTime();
        lab.box().start();
        new Watch(lab, lab.theBox()).servesCertificate();
        lab.box().close();
        return Watch.millisSince(begin);
    }

    private static Set<String> killAgainAndAgain(LabBox box, int whole) throws Exception {
        Random random = new Random(2026);
        Set<String> identities = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            box.start();
            Thread.sleep(random.nextInt(whole));
            assertTrue(box.process().program().alive(), "it came up: " + box.process().program().output());
            box.process().kill();
            if (Files.exists(identity(box))) {
                identities.add(Files.readString(identity(box)));
            }
        }
        return identities;
    }

    private static Path identity(LabBox box) {
        return box.process().data().resolve("link.box.identity/identity.pem");
    }

    @Test
    void a_Box_serves_its_stored_certificate_when_nothing_answers() throws Exception {
        try (Lab lab = Labs.start("offline", LabOptions.usual())) {
            Watch watch = new Watch(lab, lab.theBox());
            lab.box().start();
            watch.servesCertificate();
            String main = watch.main();
            lab.box().kill();
            lab.cloud().close();
            lab.pebble().close();

            long begin = System.nanoTime();
            lab.box().start();
            Web visitor = new Web(List.of(lab.pebble().root()));
            Await.isTrue(Duration.ofSeconds(20), "the stored certificate is served", () -> watch.ping(visitor, main));
            Labs.say("offline: the stored certificate is served %d ms after the start", Watch.millisSince(begin));
            assertEquals(main, watch.main());
            watch.failing("box.address", "zone server");
        }
    }
}
