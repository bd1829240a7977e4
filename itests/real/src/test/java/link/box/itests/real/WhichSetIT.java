package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.lab.Await;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Which set of bundles a Box starts, and how it helps itself when that one does not start. */
@Order(1)
class WhichSetIT {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();

    private static UpdatedBox box(String name, String manner) throws Exception {
        UpdatedBox box = new UpdatedBox("set-" + name);
        box.release(41, LampJar.activator(box.file("lamp41.jar"), "1.0.41", manner));
        return box;
    }

    private static void addRelease42(UpdatedBox box, String manner) throws Exception {
        box.release(42, LampJar.activator(box.file("lamp42.jar"), "1.0.42", manner));
    }

    @Test
    void a_release_that_is_settled_is_started_instead_of_the_image() throws Exception {
        try (UpdatedBox box = box("settled", "shines")) {
            box.journal(RUNS_41);
            box.process().start();
            box.says("bundles of release 41 started");
            box.awaitAnswer();
            assertTrue(box.said().contains("lamp 1.0.41 shines"), box.said());
        }
    }

    @Test
    void without_a_journal_the_launcher_loads_nothing_of_releases() throws Exception {
        try (UpdatedBox box = box("image", "shines")) {
            Path classes = box.file("classes");
            box.process().options("-Xlog:class+load:file=" + classes).start();
            box.says("bundles of the image started");
            List<String> launcher = Files.readAllLines(classes).stream().filter(line -> line.contains("/lib/link.box.runtime-")).toList();
            assertTrue(launcher.stream().anyMatch(line -> line.contains(" link.box.runtime.Sets ")), "classes are told");
            assertEquals(List.of(), launcher.stream().filter(line -> line.contains(" link.box.common.release.")
                    || line.contains(" link.box.common.json.") || line.contains(" link.box.runtime.Choice ")).toList());
        }
    }

    @Test
    void a_release_with_one_byte_changed_is_not_started_and_the_image_is() throws Exception {
        try (UpdatedBox box = box("damaged", "shines")) {
            Path jar = box.kept("store/" + Archive.sha256(box.file("lamp41.jar")) + ".jar");
            byte[] bytes = Files.readAllBytes(jar);
            bytes[bytes.length / 2] ^= 1;
            Files.write(jar, bytes);
            box.journal(RUNS_41);
            box.process().start();
            box.says("bundles of the image started");
            box.awaitAnswer();
            assertTrue(box.said().contains("release 41 is given up, and the image is started"), box.said());
            assertEquals(0, box.journal().current());
        }
    }

    @Test
    void a_new_release_whose_bundle_throws_is_given_up_after_two_tries() throws Exception {
        try (UpdatedBox box = box("throws", "shines")) {
            addRelease42(box, "throws");
            box.journal(RUNS_41.trial(42));
            long begin = System.nanoTime();
            box.process().start();
            box.says("bundles of release 41 started");
            box.awaitAnswer();
            Labs.say("a new release whose bundle throws: two tries and back to the one before, all within %d ms", Watch.millisSince(begin));
            assertEquals(2, count(box, "release 42 does not start: the bulb is broken"));
            assertEquals(OptionalLong.of(42), box.journal().refused());
        }
    }

    @Test
    void a_new_release_whose_bundle_blocks_is_given_up_at_once() throws Exception {
        try (UpdatedBox box = box("blocks", "shines")) {
            addRelease42(box, "blocks");
            box.journal(RUNS_41.trial(42));
            box.process().start();
            box.says("lamp 1.0.42 starts");
            Comeback.await("a new release whose bundle blocks", box, System.nanoTime(), 41);
            assertEquals(OptionalLong.of(42), box.journal().refused());
            assertTrue(Files.notExists(box.kept("quarantine")), "the whole release is given up");
        }
    }

    @Test
    void a_settled_release_of_which_a_bundle_of_ours_throws_makes_way_for_the_one_before() throws Exception {
        try (UpdatedBox box = box("ours", "shines")) {
            box.release(42, LampJar.activator(box.file("ours.jar"), "link.box.lamp", "1.0.42", "throws"));
            box.journal(RUNS_41.trial(42).tried().settled());
            box.process().start();
            box.says("bundles of release 41 started");
            box.awaitAnswer();
            assertEquals(2, count(box, "release 42 does not start: the bulb is broken"));
            assertEquals(OptionalLong.of(42), box.journal().refused());
        }
    }

    @Test
    void a_planned_restart_stays_in_the_program_and_answers_again_within_five_seconds() throws Exception {
        try (UpdatedBox box = box("restart", "restarts")) {
            addRelease42(box, "shines");
            box.journal(RUNS_41);
            box.process().start();
            awaitStarts(box, 41, 1);
            box.awaitAnswer();
            long pid = box.process().program().pid();
            List<Long> gaps = new ArrayList<>(List.of(restart(box, 41, 2), restart(box, 41, 3)));
            box.journal(RUNS_41.trial(42));
            gaps.add(restart(box, 42, 1));
            for (long gap : gaps) {
                Comeback.within(5_000, gap, "a planned restart, while which HTTPS does not answer", box);
            }
            assertEquals(pid, box.process().program().pid());
            assertEquals(1, box.journal().tries());
            assertEquals(1, count(box, "lamp 1.0.42 starts"), "not by the framework itself beforehand");
            endsAsTold(box);
        }
    }

    private static long count(UpdatedBox box, String words) throws IOException {
        return box.said().lines().filter(line -> line.contains(words)).count();
    }

    private static void awaitStarts(UpdatedBox box, long release, int times) throws Exception {
        Await.isTrue(Duration.ofSeconds(240), "it starts", () -> count(box, "bundles of release " + release + " started") == times);
    }

    @Test
    void a_box_whose_start_script_was_killed_makes_way_for_the_next_start() throws Exception {
        try (UpdatedBox box = box("script", "shines")) {
            box.process().start();
            box.awaitAnswer();
            ProcessHandle program = ProcessHandle.of(box.process().program().pid()).orElseThrow();
            ProcessHandle script = program.parent().orElseThrow();
            assertTrue(script.info().command().orElseThrow().matches(".*/(da|ba|)sh"), "a script waits for it");
            script.destroyForcibly();
            box.process().start();
            long begin = System.nanoTime();
            program.onExit().get(30, TimeUnit.SECONDS);
            Labs.say("a Box whose start script was killed ends within %d ms", Watch.millisSince(begin));
            box.awaitAnswer();
            assertTrue(box.process().program().alive());
        }
    }

    /** @return for how many milliseconds HTTPS does not answer */
    private static long restart(UpdatedBox box, long release, int times) throws Exception {
        Files.createFile(box.process().data().resolve(Lamp.TRIGGER));
        while (box.answers()) {
            Thread.sleep(5);
        }
        long begin = System.nanoTime();
        box.awaitAnswer();
        long gap = Watch.millisSince(begin);
        awaitStarts(box, release, times);
        return gap;
    }

    private static void endsAsTold(UpdatedBox box) throws Exception {
        new ProcessBuilder("kill", "-TERM", String.valueOf(box.process().program().pid())).start().waitFor();
        assertEquals(143, box.process().program().waitFor(Duration.ofSeconds(10)));
        assertTrue(box.said().contains("lamp 1.0.42 stops"), box.said());
    }
}
