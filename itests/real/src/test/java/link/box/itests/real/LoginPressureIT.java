package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import link.box.lab.Crowd;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many log in at once to the Box as it comes, with the 64 MB of heap that its start script gives it. */
@Isolated
class LoginPressureIT {
    private static final Duration TIME = Duration.ofSeconds(15);
    private static Lab lab;
    private static String home;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("login-pressure", LabOptions.usual());
        lab.box().start();
        Watch watch = new Watch(lab, lab.theBox());
        watch.servesCertificate();
        home = "https://local." + watch.main() + ":" + lab.boxPort();
        Owner.setUp(lab.visitor(), home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void p6_fifty_at_once_are_hashed_one_by_one_or_told_to_come_again_and_the_memory_holds() throws Exception {
        assertTrue(heap().contains("-Xmx64m"), heap());
        Crowd crowd = Crowd.run(lab.visitor(), home, 50, TIME, lab.box().program().pid());
        Labs.say("50 parallel logins for %.0f s: %s, at most %d hashing at once, %d MB resident", crowd.seconds(), crowd.statuses(),
                crowd.hashing(), crowd.rssMb());
        // 429: more than ten at a time have been counted, and not yet given back, for they were told 503
        assertTrue(List.of(200, 429, 503).containsAll(crowd.statuses().keySet()), crowd.toString());
        assertTrue(crowd.statuses().getOrDefault(429, 0) * 100 < crowd.statuses().get(503), crowd.toString());
        assertTrue(crowd.statuses().getOrDefault(200, 0) >= 3, crowd.toString());
        assertEquals(0, crowd.rude(), "all are told when to come again");
        assertEquals(1, crowd.hashing(), "one at a time, and it was seen");
        assertTrue(lab.box().program().alive());
        assertFalse(lab.box().program().output().contains("OutOfMemoryError"));
    }

    private static String heap() {
        return String.join(" ", ProcessHandle.of(lab.box().program().pid()).orElseThrow().info().arguments().orElse(new String[0]));
    }
}
