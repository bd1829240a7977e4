package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import link.box.common.release.Journal;
import link.box.lab.Await;
import link.box.lab.VendorChannel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a look at a release does not show: a bundle that is well for a minute, and a clock that nobody can believe. */
@Order(1)
class SlowTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** It is well for a minute, and has another one to become well again. */
    private static final Duration GIVING_UP = Duration.ofSeconds(240);
    private static final long DAYS = 60;

    private static void runs(UpdatedBox box, long sequence) throws InterruptedException {
        Await.isTrue(PATIENCE, "release " + sequence + " runs [" + box.file("box.log") + "]",
                () -> box.journal().current() == sequence && box.journal().state() != Journal.State.APPLYING);
    }

    @Test
    void a_bundle_that_loses_its_service_after_a_minute_is_put_back_and_the_box_says_why() throws Exception {
        try (UpdatedBox box = new UpdatedBox("fades"); VendorChannel channel = box.follow()) {
            box.release(1, LampJar.activator(box.file("lamp1.jar"), "1.0.1", "shines"));
            box.journal(Journal.image().trial(1).tried().settled());
            channel.publish(2, LampJar.activator(box.file("lamp2.jar"), "1.0.2", "fades"));
            box.process().set("ota.apply", "ask").start();
            box.says("lamp 1.0.1 shines");
            box.awaitAnswer();
            Await.isTrue(PATIENCE, "release 2 is offered", () -> box.ask("apply").code() == 0);
            try (Regular visitor = new Regular(box)) {
                box.says("lamp 1.0.2 starts");
                long begin = System.nanoTime();
                Await.isTrue(GIVING_UP, "release 2 is given up", () -> box.journal().refused().orElse(0) == 2);
                Labs.say("a bundle that loses its service after a minute: put back %d ms after its start", Watch.millisSince(begin));
                assertTrue(Watch.millisSince(begin) > 59_000, "it was well for a minute");
                runs(box, 1);
                visitor.hadNoTrouble();
            }
            assertEquals(2, box.said().split("lamp 1.0.1 shines", -1).length - 1, "the one before runs again");
            String why = "is gone again";
            Await.isTrue(PATIENCE, "it says why", () -> box.process().status().ask("status").replaceAll("\\s+", " ").contains(why));
        }
    }

    @Test
    void in_1970_a_release_is_taken_and_once_the_clock_is_right_an_old_one_is_not() throws Exception {
        try (UpdatedBox box = new UpdatedBox("clock"); VendorChannel channel = box.follow()) {
            Path shim = Shim.compile("past.c", box.file("past.so").toAbsolutePath());
            channel.publish(1, LampJar.activator(box.file("lamp.jar"), "1.0.1", "shines"));
            box.process().set("lab.update.watch", 1).start(Map.of("LD_PRELOAD", shim.toString(),
                    "PAST_SECONDS", String.valueOf(Instant.now().getEpochSecond())));
            box.says("1970-01-01T00:");
            runs(box, 1);
            box.says("lamp 1.0.1 shines");
            box.awaitAnswer();
            assertTrue(box.process().status().ask("status").contains("the clock"), "it says that its clock is wrong");
            box.process().close();
            channel.publish(2, Instant.now().minus(Duration.ofDays(DAYS)));
            box.process().start();
            box.awaitAnswer();
            Await.isTrue(PATIENCE, "it is refused", () -> box.ask("check").words().contains("release 2 has expired at"));
            assertEquals(1, box.journal().current());
        }
    }
}
