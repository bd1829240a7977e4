package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import link.box.lab.Await;
import link.box.lab.VendorChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Box of the lab's image follows a channel on a plain web server. */
class OverTheAirIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ExecutorService visitor = Executors.newSingleThreadExecutor();
    private UpdatedBox box;
    private VendorChannel channel;

    @BeforeEach
    void prepare() throws Exception {
        box = new UpdatedBox("over-the-air");
        channel = box.follow();
        box.process().set("lab.update.watch", 2);
    }

    @AfterEach
    void end() {
        visitor.shutdownNow();
        channel.close();
        box.close();
    }

    private void publish(long sequence, String version, String manner) throws Exception {
        channel.publish(sequence, LampJar.activator(box.file("lamp" + sequence + ".jar"), version, manner));
    }

    private JsonObject release() throws Exception {
        return box.process().status().json().getJsonObject("release");
    }

    private void awaitRelease(long sequence) throws Exception {
        Await.isTrue(PATIENCE, "release " + sequence + " runs", () -> box.process().status().json().getJsonObject("release")
                .getInt("sequence") == sequence);
    }

    private String done(String command) throws Exception {
        UpdatedBox.Said said = box.ask(command);
        assertEquals(0, said.code(), said.words());
        return said.words();
    }

    @Test
    void a_release_is_looked_at_taken_and_gone_back_from_by_hand_and_the_box_answers_all_the_while() throws Exception {
        publish(41, "1.0.41", "shines");
        box.process().set("ota.apply", "ask").start();
        box.awaitAnswer();
        Await.isTrue(PATIENCE, "the channel was looked at", () -> release().getString("state").equals("WAITING"));
        Await.isTrue(PATIENCE, "who looks is told what is there", () -> done("check")
                .equals("Release 41 of stable is there, and the image runs; bin/box apply takes it now.\n"));
        assertTrue(channel.asked().stream().noneMatch(path -> path.contains("bundles")), "nothing is fetched that nobody wants");
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> silences = visitor.submit(() -> silences(over));
        done("apply");
        awaitRelease(41);
        assertTrue(box.said().contains("lamp 1.0.41 shines"), box.said());
        publish(42, "1.0.42", "shines");
        done("apply");
        awaitRelease(42);
        done("rollback");
        awaitRelease(41);
        assertEquals("42 was given up: by the owner", release().getString("reason"));
        over.set(true);
        assertEquals(0, silences.get(), "requests without an answer");
    }

    private int silences(AtomicBoolean over) throws InterruptedException {
        int silences = 0;
        while (!over.get()) {
            silences += box.answers() ? 0 : 1;
            Thread.sleep(20);
        }
        return silences;
    }

    @Test
    void a_release_whose_bundle_throws_is_given_up_by_itself_and_said() throws Exception {
        publish(41, "1.0.41", "shines");
        box.process().start();
        awaitRelease(41);
        publish(42, "1.0.42", "throws");
        done("check");
        Await.isTrue(PATIENCE, "it is given up", () -> release().getString("reason", "").startsWith("42 was given up: "));
        assertEquals(41, release().getInt("sequence"));
        assertTrue(box.ask("status").words().contains("tell the vendor; bin/box apply tries it again"));
    }

    @Test
    void what_somebody_else_has_signed_is_refused_with_an_error() throws Exception {
        Path lamp = LampJar.activator(box.file("lamp.jar"), "1.0.41", "shines");
        channel.publish(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), 41, lamp);
        box.process().start();
        box.awaitAnswer();
        Await.isTrue(PATIENCE, "it is refused", () -> box.ask("check").words().contains("signed by none of the release keys"));
        Await.isTrue(PATIENCE, "that is an error", () -> box.ask("check").code() == 1);
        assertEquals(0, release().getInt("sequence"));
    }
}
