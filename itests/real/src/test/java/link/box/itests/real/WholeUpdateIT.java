package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import link.box.common.release.Journal;
import link.box.lab.Await;
import link.box.lab.OtherVersion;
import link.box.lab.VendorChannel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A running Box follows a vendor's channel on a web server, from the first look to what it tells of it. */
@Order(1)
class WholeUpdateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Something that is ill has a minute to become well. */
    private static final Duration GIVING_UP = Duration.ofSeconds(120);
    private static final Pattern STEPS = Pattern.compile("box\\.ota - (\\S+) (?:\\S+ )?-> ");

    private static UpdatedBox box(String name) throws Exception {
        UpdatedBox box = new UpdatedBox("air-" + name);
        box.process().set("lab.update.watch", 2).set("public.allow", BellJar.NAME + ":/bell/");
        return box;
    }

    private static void start(UpdatedBox box) throws Exception {
        box.process().start();
        box.says("bundles of the image started");
        box.awaitAnswer();
        Await.isTrue(PATIENCE, "it tells how it is", () -> box.process().status().json().containsKey("release"));
    }

    /** The channel is looked at, as the owner says; the rest goes by itself. */
    private static void takes(UpdatedBox box, long sequence) throws Exception {
        offers(box, sequence);
        runs(box, sequence);
    }

    private static void offers(UpdatedBox box, long sequence) throws Exception {
        String said = looked(box);
        assertTrue(said.contains("Release " + sequence + " of stable") || said.startsWith("Bundles are being replaced"), said);
    }

    /** A look that takes more than two seconds goes on, and is asked about again. */
    private static String looked(UpdatedBox box) throws Exception {
        return Await.until(PATIENCE, "the channel answers", () -> {
            String said = done(box, "check");
            return said.contains("has not answered yet") ? null : said;
        });
    }

    private static String done(UpdatedBox box, String command) throws Exception {
        UpdatedBox.Said said = box.ask(command);
        assertEquals(0, said.code(), said.words());
        return said.words();
    }

    private static void runs(UpdatedBox box, long sequence) throws InterruptedException {
        Await.isTrue(PATIENCE, "release " + sequence + " runs [" + box.file("box.log") + "]", () -> box.journal().current() == sequence
                && box.journal().state() != Journal.State.APPLYING);
    }

    private static void rings(UpdatedBox box, String version) throws InterruptedException {
        Await.isTrue(PATIENCE, "bell " + version + " answers", () -> box.page(BellJar.PAGE).equals("bell " + version));
    }

    /** @return which bundles were changed, one after the other */
    private static List<String> changed(UpdatedBox box) throws IOException {
        return STEPS.matcher(box.said()).results().map(result -> result.group(1)).toList();
    }

    @Test
    void a_device_comes_over_the_air_is_upgraded_put_back_when_it_is_ill_and_gone_back_from_by_hand() throws Exception {
        try (UpdatedBox box = box("device"); VendorChannel channel = box.follow()) {
            channel.publish(1);
            start(box);
            runs(box, 1);
            try (Regular visitor = new Regular(box)) {
                long pid = box.process().program().pid();
                channel.publish(2, BellJar.healthy(box.home(), box.file("bell2.jar"), "1.0.0"));
                takes(box, 2);
                rings(box, "1.0.0");
                channel.publish(3, BellJar.healthy(box.home(), box.file("bell3.jar"), "1.1.0"));
                takes(box, 3);
                rings(box, "1.1.0");
                isPutBack(box, channel);
                goesBackByHand(box);
                assertEquals(pid, box.process().program().pid());
                visitor.hadNoTrouble();
            }
            assertEquals(List.of("nothing", BellJar.NAME, BellJar.NAME, BellJar.NAME), changed(box));
        }
    }

    private static void isPutBack(UpdatedBox box, VendorChannel channel) throws Exception {
        channel.publish(4, BellJar.ill(box.home(), box.file("bell4.jar"), "1.2.0"));
        offers(box, 4);
        rings(box, "1.2.0");
        long begin = System.nanoTime();
        Await.isTrue(GIVING_UP, "release 4 is given up", () -> box.journal().refused().orElse(0) == 4);
        Labs.say("a device that is ill: put back %d ms after its page answered", Watch.millisSince(begin));
        rings(box, "1.1.0");
        assertEquals(3, box.journal().current());
        String status = Await.until(PATIENCE, "it tells why", () -> {
            String told = done(box, "status");
            return told.contains("4 was given up") ? told : null;
        });
        assertTrue(status.contains(BellJar.STUCK), status);
        isNotTakenAgain(box);
    }

    private static void goesBackByHand(UpdatedBox box) throws Exception {
        String said = done(box, "rollback");
        assertTrue(said.contains("The Box goes back from release 3 to release 2"), said);
        runs(box, 2);
        rings(box, "1.0.0");
        isNotTakenAgain(box);
        rings(box, "1.0.0");
    }

    private static void isNotTakenAgain(UpdatedBox box) throws Exception {
        String said = looked(box);
        assertTrue(said.contains("it was given up before") && said.contains(BellJar.STUCK), said);
    }

    @Test
    void one_of_our_own_bundles_is_replaced_hot() throws Exception {
        try (UpdatedBox box = box("own"); VendorChannel channel = box.follow()) {
            channel.publish(1);
            start(box);
            runs(box, 1);
            try (Regular visitor = new Regular(box)) {
                channel.publish(2, OtherVersion.of(box.home(), "link.box.login", "0.1.1", box.file("login.jar")));
                takes(box, 2);
                visitor.hadNoTrouble();
            }
            assertEquals(List.of("link.box.login"), changed(box));
            assertFalse(box.said().contains("the Box restarts"), box.said());
            assertTrue(box.page("/setup").contains("<form"), "the page for set-up answers");
        }
    }

    @Test
    void a_release_on_which_all_stands_takes_a_restart_and_is_settled_after_it() throws Exception {
        try (UpdatedBox box = box("ground"); VendorChannel channel = box.follow()) {
            channel.publish(1);
            start(box);
            runs(box, 1);
            Path jetty = OtherVersion.of(box.home(), "org.apache.felix.http.jetty12", "1.1.9", box.file("jetty.jar"));
            Path api = OtherVersion.of(box.home(), "link.box.api", "0.1.1", box.file("api.jar"));
            channel.publish(2, jetty, api);
            long pid = box.process().program().pid();
            done(box, "check");
            long gap = gap(box);
            assertTrue(box.said().contains("link.box.api, org.apache.felix.http.jetty12 changes, on which the others stand"), box.said());
            box.says("bundles of release 2 started");
            Await.isTrue(PATIENCE, "release 2 is settled", () -> box.journal().state() == Journal.State.SETTLED);
            assertEquals(2, box.journal().proven());
            assertEquals(pid, box.process().program().pid());
            Comeback.within(5_000, gap, "a release with another API and another Jetty, while which HTTPS does not answer", box);
        }
    }

    /** @return for how many milliseconds HTTPS does not answer */
    private static long gap(UpdatedBox box) throws InterruptedException {
        Await.isTrue(PATIENCE, "it goes", () -> !box.answers());
        long begin = System.nanoTime();
        box.awaitAnswer();
        return Watch.millisSince(begin);
    }
}
