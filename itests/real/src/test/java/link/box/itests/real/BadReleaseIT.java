package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import link.box.common.release.Journal;
import link.box.common.release.NamedBundle;
import link.box.itests.real.BadReleases.Bad;
import link.box.lab.Await;
import link.box.lab.VendorChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One Box with a device, to which bad releases are shown one after the other: each time it says why, and is as it was before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class BadReleaseIT {
    /** Something that is ill has a minute to become well. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String BELL = "bell 1.0.0";
    private static final int THREADS = 200;

    private UpdatedBox box;
    private VendorChannel channel;
    private Regular visitor;
    private Path bell;
    private long pid;
    private long sequence = 1;
    private Journal before;

    @BeforeAll
    void start() throws Exception {
        box = new UpdatedBox("bad-release");
        channel = box.follow();
        box.process().set("lab.update.watch", 1).set("public.allow", BellJar.NAME + ":/bell/");
        bell = BellJar.healthy(box.home(), box.file("bell.jar"), "1.0.0");
        channel.publish(sequence, bell);
        box.process().start();
        Await.isTrue(PATIENCE, "release 1 runs [" + box.file("box.log") + "]",
                () -> box.journal().current() == 1 && box.journal().state() == Journal.State.TRIAL && rings());
        LampJar.activator(box.kept("lamp.jar"), "1.0.0", "shines"); // beside what came, for whoever looks there
        visitor = new Regular(box);
        pid = box.process().program().pid();
        before = box.journal();
    }

    @AfterAll
    void end() throws Exception {
        if (visitor != null) {
            visitor.close();
        }
        channel.close();
        box.close();
    }

    private boolean rings() throws Exception {
        return box.page(BellJar.PAGE).equals(BELL);
    }

    private void publish(Bad bad) throws Exception {
        sequence++;
        OddJar made = bad.jar().of(new OddJar("1.0." + sequence));
        byte[] jar = made.bytes();
        NamedBundle named = made.named(jar);
        channel.publish(sequence, named, bad.shown().of(jar), bell);
    }

    /** The channel is looked at, and the Box says that. */
    private void says(String words) throws Exception {
        box.ask("check");
        Await.isTrue(PATIENCE, "it says \"" + words + "\" [" + box.file("box.log") + "]",
                () -> status().contains(words));
    }

    /** @return what {@code bin/box status} says, whatever lines it breaks it into */
    private String status() throws Exception {
        return box.process().status().ask("status").replaceAll("\\s+", " ");
    }

    private void isAsBefore() throws Exception {
        Journal now = box.journal();
        assertEquals(before.current(), now.current());
        assertEquals(before.state(), now.state());
        assertEquals(before.previous(), now.previous());
        assertTrue(rings());
        assertEquals(pid, box.process().program().pid());
        assertTrue(box.process().status().json().containsKey("admin"), "the login answers");
        visitor.hadNoTrouble();
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("link.box.itests.real.BadReleases#found")
    void what_is_bad_is_found_out_before_anything_is_touched(Bad bad) throws Exception {
        publish(bad);
        says(bad.words());
        isAsBefore();
        assertEquals(List.of(), Folders.named(box.kept("store"), ".part"), "what came of it is thrown away");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "<!doctype html><title>Log in</title>|is a web page (HTML)",
            "{}|is not believed: the signed document has no",
            "{\"payload\":\"e30\",\"signatures\":[]}|signed by none of the release keys",
            "``|cannot be read"})
    void a_channel_that_answers_with_something_else_is_not_believed(String document, String words) throws Exception {
        channel.show(document.getBytes(StandardCharsets.UTF_8));
        Await.isTrue(PATIENCE, "it says \"" + words + "\"", () -> {
            UpdatedBox.Said said = box.ask("check");
            return said.code() == 1 && said.words().contains(words);
        });
        isAsBefore();
    }

    @Test
    @Order(3)
    void while_another_updater_is_at_work_nothing_is_taken_and_afterwards_it_is() throws Exception {
        sequence++;
        channel.publish(sequence, bell);
        try (FileChannel other = FileChannel.open(box.kept("lock"), StandardOpenOption.WRITE); var turn = other.lock()) {
            assertTrue(turn.isValid());
            says("another update is under way");
            isAsBefore();
        }
        isTaken();
    }

    @ParameterizedTest
    @Order(4)
    @MethodSource("link.box.itests.real.BadReleases#putBack")
    void what_shows_only_at_the_start_is_put_back(Bad bad) throws Exception {
        publish(bad);
        says(bad.words());
        Await.isTrue(PATIENCE, "it is given up", () -> box.journal().refused().orElse(0) == sequence);
        isAsBefore();
    }

    @Test
    @Order(5)
    void a_bundle_that_leaks_threads_takes_nothing_of_the_box_down() throws Exception {
        publish(new Bad("", jar -> jar.activator("leaks").header("DynamicImport-Package", "*"), jar -> jar, ""));
        isTaken();
        assertTrue(threads() > THREADS, threads() + " threads");
        sequence++;
        channel.publish(sequence, bell);
        isTaken();
    }

    private void isTaken() throws Exception {
        box.ask("check");
        Await.isTrue(PATIENCE, "release " + sequence + " is taken", () -> box.journal().current() == sequence);
        before = box.journal();
        isAsBefore();
    }

    private long threads() throws Exception {
        try (var all = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return all.count();
        }
    }
}
