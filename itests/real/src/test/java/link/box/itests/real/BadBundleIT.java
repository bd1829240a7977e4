package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.lab.Await;
import org.junit.jupiter.api.Test;

/** What a bundle of an integrator's may do to a Box that starts it, and that the Box comes back without it. */
class BadBundleIT {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();

    private static UpdatedBox box(String name, String manner) throws Exception {
        UpdatedBox box = new UpdatedBox("bad-" + name);
        box.release(41, LampJar.activator(box.file("lamp41.jar"), "1.0.41", manner));
        return box;
    }

    private static void addRelease42(UpdatedBox box, String manner) throws Exception {
        box.release(42, LampJar.activator(box.file("lamp42.jar"), "1.0.42", manner));
    }

    @Test
    void a_bundle_that_blocks_in_a_release_that_is_settled_is_left_out() throws Exception {
        try (UpdatedBox box = new UpdatedBox("bad-component")) {
            box.release(41, LampJar.blockingComponent(box.file("lamp41.jar"), "1.0.41"));
            box.journal(RUNS_41);
            box.process().start();
            box.says("hangs in its start");
            box.says("bundles of release 41 started");
            box.awaitAnswer();
            leavesOutTheLamp(box);
            assertEquals(41, box.journal().proven(), "the release stays");
        }
    }

    @Test
    void a_bundle_that_blocks_is_left_out_with_those_that_need_it_and_its_owner_lets_it_in_again() throws Exception {
        try (UpdatedBox box = new UpdatedBox("bad-needed")) {
            box.release(41, LampJar.activator(box.file("lamp41.jar"), "1.0.41", "blocks"), LampJar.lightSwitch(box.file("switch.jar")));
            box.journal(RUNS_41);
            box.process().start();
            box.says("lamp 1.0.41 starts");
            Comeback.await("a bundle that blocks and that others need", box, System.nanoTime(), 41);
            leavesOutTheLamp(box);
            Pattern left = Pattern.compile("Left out, so that the Box runs: org\\.example\\.lamp: it hung in its start for [0-9]+ s; "
                    + "org\\.example\\.switch: it needs one of these");
            Await.isTrue(Duration.ofSeconds(60), "status says so", () -> left.matcher(box.ask("status", "--json").words()).find());
            assertEquals(new UpdatedBox.Said(0, "org.example.lamp is let in again: it is started when the Box is started the next time\n"),
                    box.ask("readmit", LampJar.NAME));
            assertEquals(1, box.ask("readmit", LampJar.NAME).code());
            assertEquals("", Files.readString(box.kept("quarantine")));
        }
    }

    @Test
    void a_bundle_that_eats_the_memory_is_left_out_if_it_is_the_only_new_one() throws Exception {
        try (UpdatedBox box = box("eats", "eats")) {
            box.journal(RUNS_41);
            List<String> well = BundleFile.of(box.home()).stream().filter(each -> !each.ours()).map(BundleFile::sha256).toList();
            Files.write(box.kept("well"), well); // as after the first minute without the lamp
            box.process().start();
            box.says("lamp 1.0.41 starts");
            long begin = System.nanoTime();
            box.says("is left out: the memory ran out");
            Comeback.await("a bundle that eats the memory, the only new one", box, begin, 41);
            leavesOutTheLamp(box);
        }
    }

    @Test
    void of_several_new_ones_the_one_that_eats_the_memory_is_found() throws Exception {
        try (UpdatedBox box = box("eats-among", "eats")) {
            box.journal(RUNS_41);
            box.process().start();
            box.says("lamp 1.0.41 starts");
            long begin = System.nanoTime();
            box.says("is left out: the memory ran out twice");
            box.says("bundles of release 41 started");
            box.awaitAnswer();
            Labs.say("a bundle that eats the memory, among other new ones: up without it %d ms after it began", Watch.millisSince(begin));
            leavesOutTheLamp(box);
        }
    }

    @Test
    void a_new_release_that_eats_the_memory_is_given_up_at_once() throws Exception {
        try (UpdatedBox box = box("eats-new", "shines")) {
            addRelease42(box, "eats");
            box.journal(RUNS_41.trial(42));
            box.process().start();
            box.says("lamp 1.0.42 starts");
            Comeback.await("a new release that eats the memory", box, System.nanoTime(), 41);
            assertEquals(OptionalLong.of(42), box.journal().refused());
        }
    }

    @Test
    void a_bundle_that_ends_the_program_is_left_out() throws Exception {
        try (UpdatedBox box = box("exits", "exits")) {
            box.journal(RUNS_41);
            box.process().start();
            box.says("lamp 1.0.41 starts");
            Comeback.await("a bundle that ends the program", box, System.nanoTime(), 41);
            leavesOutTheLamp(box);
        }
    }

    private static void leavesOutTheLamp(UpdatedBox box) throws Exception {
        String sha256 = Archive.sha256(box.file("lamp41.jar"));
        assertTrue(Files.readString(box.kept("quarantine")).startsWith(LampJar.NAME + " " + sha256 + " "));
        Path note = box.kept("starting");
        assertTrue(Files.notExists(note) || !Files.readString(note).equals(sha256), "who is left out is not suspected any more");
    }

    @Test
    void a_bundle_that_throws_in_a_release_that_is_settled_takes_nothing_down() throws Exception {
        try (UpdatedBox box = box("lamp", "throws")) {
            runsWithoutTheLamp(box);
        }
    }

    @Test
    void one_that_throws_though_others_need_it_takes_nothing_down_either() throws Exception {
        try (UpdatedBox box = new UpdatedBox("bad-used")) {
            box.release(41, LampJar.activator(box.file("lamp41.jar"), "1.0.41", "throws"), LampJar.lightSwitch(box.file("switch.jar")));
            runsWithoutTheLamp(box);
        }
    }

    private static void runsWithoutTheLamp(UpdatedBox box) throws Exception {
        box.journal(RUNS_41);
        box.process().start();
        box.says("bundles of release 41 started");
        box.awaitAnswer();
        assertTrue(box.said().contains("1.0.41 does not start, the rest runs without it: the bulb is broken"), box.said());
    }

    @Test
    void a_bundle_that_blocks_when_it_is_stopped_does_not_keep_the_next_release_away() throws Exception {
        try (UpdatedBox box = box("stays", "restarts and stays")) {
            addRelease42(box, "shines");
            box.journal(RUNS_41);
            box.process().start();
            box.says("bundles of release 41 started");
            box.journal(RUNS_41.trial(42));
            Files.createFile(box.process().data().resolve(Lamp.TRIGGER));
            box.says("lamp 1.0.41 stops");
            Comeback.await("a bundle that blocks when it is stopped", box, System.nanoTime(), 42);
            assertEquals(1, box.journal().tries(), "what hung was the one before");
        }
    }
}
