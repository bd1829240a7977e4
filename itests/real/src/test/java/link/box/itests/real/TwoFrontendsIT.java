package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Boxes with two frontends of ours: whatever becomes of the one in use, visitors find the Box through the other, and soon. */
@Isolated
class TwoFrontendsIT {
    private static final String FIRST = "127.0.61.1";
    private static final String SECOND = "127.0.61.2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LONGEST_MILLIS = 5000;
    private static Lab lab;
    private static int port;
    private static List<OwnFrontend> frontends;

    @BeforeAll
    static void start() throws Exception {
        port = Ports.free(1)[0];
        lab = Labs.prepare("two-frontends", LabOptions.usual().with("tunnel.secret", "").with("registration.mode", "open")
                .with("tunnel.frontend", FIRST + ":" + port + ", " + SECOND + ":" + port)
                .with("tunnel.frontend.address", FIRST + ", " + SECOND).with("tunnel.frontend.port", Integer.toString(port)));
        lab.cloud().set("zone.frontends", FIRST + "," + SECOND);
        lab.start();
        frontends = List.of(new OwnFrontend(lab, FIRST, port).start(), new OwnFrontend(lab, SECOND, port).start());
    }

    @AfterAll
    static void stop() throws IOException {
        if (frontends != null) {
            frontends.forEach(OwnFrontend::close);
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void one_that_is_killed_is_replaced_by_the_other_within_five_seconds() throws Exception {
        LabBox box = lab.addBox("killed");
        OwnFrontend used = online(box);
        try {
            long since = System.nanoTime();
            used.kill();
            moved(box, used, since, "killed");
        } finally {
            used.start();
            box.process().close();
        }
    }

    @Test
    void one_that_is_frozen_is_replaced_by_the_other_within_five_seconds() throws Exception {
        LabBox box = lab.addBox("frozen");
        OwnFrontend used = online(box);
        try {
            long since = System.nanoTime();
            used.signal("STOP");
            moved(box, used, since, "frozen");
        } finally {
            used.signal("CONT");
            box.process().close();
        }
    }

    @Test
    void one_that_is_behind_a_black_hole_is_replaced_by_the_other_within_five_seconds() throws Exception {
        Hole.need();
        LabBox box = lab.addBox("hole");
        OwnFrontend used = online(box);
        long since = System.nanoTime();
        try (Hole hole = Hole.around(used.address())) {
            moved(box, used, since, "behind a black hole");
        } finally {
            box.process().close();
        }
    }

    @Test
    void one_that_is_stopped_costs_no_visitor_anything() throws Exception {
        LabBox box = lab.addBox("stopped");
        OwnFrontend used = online(box);
        Outsider outsider = outsider(box);
        List<String> failures = new ArrayList<>();
        int visits = 0;
        long since = System.nanoTime();
        try {
            used.signal("TERM");
            for (; used.isAlive() && Watch.millisSince(since) < 120_000; visits++) {
                try {
                    outsider.visit();
                } catch (IOException e) {
                    failures.add(Watch.millisSince(since) + " ms: " + e);
                }
            }
            Labs.say("a frontend that is stopped ends after %d ms; meanwhile %d visits, %d failed", Watch.millisSince(since), visits,
                    failures.size());
            assertEquals(List.of(), failures);
            assertTrue(visits > 100, "only " + visits + " visits");
            assertTrue(!used.isAlive() && !outsider.where().equals(used.address()));
        } finally {
            used.close();
            used.start();
            box.process().close();
        }
    }

    /** @return the frontend that the Box flies at, as soon as the Box is reached through it */
    private static OwnFrontend online(LabBox box) throws Exception {
        box.start();
        Watch watch = new Watch(lab, box);
        watch.has("announced");
        watch.servesCertificate();
        Outsider outsider = outsider(box);
        Await.isTrue(PATIENCE, "the Box is reached", outsider::reaches);
        Await.isTrue(PATIENCE, "the tunnel is announced", () -> isAnnounced(watch));
        String address = watch.has("tunnel").getString("frontend");
        return frontends.stream().filter(each -> each.address().equals(address)).findFirst().orElseThrow();
    }

    private static void moved(LabBox box, OwnFrontend used, long since, String how) throws Exception {
        Outsider outsider = outsider(box);
        Await.isTrue(PATIENCE, "the Box is reached elsewhere", () -> !outsider.where().equals(used.address()) && outsider.reaches());
        long millis = Watch.millisSince(since);
        Labs.say("a Box is reached through its other frontend %d ms after one is %s", millis, how);
        Watch watch = new Watch(lab, box);
        Await.isTrue(PATIENCE, "it is announced again", () -> isAnnounced(watch));
        assertEquals(outsider.where(), watch.has("tunnel").getString("frontend"));
        assertTrue(millis < LONGEST_MILLIS, "after " + millis + " ms");
    }

    private static boolean isAnnounced(Watch watch) throws Exception {
        return watch.has("announced").getJsonArray("urls").toString().contains("https://remote." + watch.main() + ":" + port);
    }

    private static Outsider outsider(LabBox box) throws Exception {
        return new Outsider(lab, "remote." + new Watch(lab, box).main(), port);
    }
}
