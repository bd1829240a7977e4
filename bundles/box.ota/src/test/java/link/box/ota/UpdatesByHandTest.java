package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import link.box.api.release.RunningRelease.State;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class UpdatesByHandTest extends UpdaterLab {
    /** Whose kicked jobs run at once, on the thread of who kicks. */
    private static final class Prompt extends ManualWorker {
        @Override
        public Task every(Duration period, String name, Job job) {
            Task task = super.every(period, name, job);
            return new Task() {
                @Override
                public void kick() {
                    task.kick();
                    run();
                }

                @Override
                public void kickAfter(Duration delay) {
                    task.kickAfter(delay);
                }

                @Override
                public void cancel() {
                    task.cancel();
                }
            };
        }
    }

    @Test
    void a_box_that_asks_takes_a_release_when_somebody_says_so() throws Exception {
        settings.put("apply", "ask");
        vendor.publish(42, bundle);
        Updater updater = updater();
        worker.advance(PERIOD);
        assertEquals(State.WAITING, fact().state());
        assertEquals(OptionalLong.of(42), fact().available());
        assertFalse(Files.exists(files.stored(bundle.sha256())), "nothing is fetched that nobody wants");
        updater.apply();
        worker.run();
        assertEquals(List.of(42L), changes.taken);
        vendor.publish(43, bundle);
        worker.advance(PERIOD);
        assertEquals(List.of(42L), changes.taken, "once said is once done");
    }

    @Test
    void somebody_who_says_so_opens_the_window() throws Exception {
        settings.put("window", "02:00-05:00");
        vendor.publish(42, bundle);
        Updater updater = updater();
        worker.run();
        updater.apply();
        worker.run();
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void what_does_not_come_is_tried_again_and_what_somebody_wanted_is_still_wanted() throws Exception {
        settings.put("apply", "ask");
        vendor.publish(42, bundle);
        Path gone = vendor.channel.resolve("gone");
        Files.move(vendor.file(bundle), gone);
        Updater updater = updater();
        worker.run();
        updater.apply();
        worker.run();
        assertTrue(worker.failure(Updater.JOB).orElseThrow().getMessage().contains("has all of the channel been copied?"));
        assertEquals(State.SETTLED, fact().state());
        Files.move(gone, vendor.file(bundle));
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void what_somebody_wanted_is_not_what_is_offered_later() throws Exception {
        settings.put("apply", "ask");
        vendor.publish(42, bundle);
        Files.delete(vendor.file(bundle));
        Updater updater = updater();
        worker.run();
        updater.apply();
        worker.run();
        assertTrue(worker.failure(Updater.JOB).isPresent());
        vendor.publish(43, vendor.bundle("a.b", "1.1"));
        worker.advance(PERIOD);
        assertEquals(List.of(), changes.taken);
        assertEquals(State.WAITING, fact().state());
        updater.apply();
        worker.run();
        assertEquals(List.of(43L), changes.taken);
    }

    @Test
    void going_back_leads_to_the_set_before_and_stays_there() throws Exception {
        vendor.publish(42, bundle);
        Updater updater = updater();
        worker.run();
        vendor.publish(43, bundle);
        worker.advance(PERIOD);
        assertEquals("The Box goes back from release 43 to release 42; bin/box status tells how it gets on.", updater.rollback());
        worker.advance(PERIOD);
        assertEquals(List.of(42L, 43L, 42L), changes.taken);
        assertEquals(42, fact().sequence());
        assertTrue(assertThrows(IOException.class, updater::rollback).getMessage().contains("release 43, which ran before, was given up"));
        vendor.publish(44, bundle);
        worker.advance(PERIOD);
        assertEquals(44, fact().sequence());
    }

    @Test
    void there_is_nothing_before_the_image() throws Exception {
        Updater updater = updater();
        assertEquals("there is no release before the image, which runs", assertThrows(IOException.class, updater::rollback).getMessage());
    }

    @Test
    void who_looks_is_told_what_is_there() throws Exception {
        settings.put("apply", "ask");
        worker = new Prompt();
        Updater updater = updater();
        assertEquals("There is no release in " + vendor.channel + "; the image runs.", updater.check());
        vendor.publish(42, bundle);
        assertEquals("Release 42 of stable is there, and the image runs; bin/box apply takes it now.", updater.check());
        vendor.name = "beta";
        vendor.publish(43, bundle);
        String refused = assertThrows(IOException.class, updater::check).getMessage();
        assertTrue(refused.startsWith("release 43 is for the channel beta"), refused);
        assertTrue(refused.endsWith("point ota.channel to the right place"), refused);
        Files.delete(vendor.channel.resolve("release.json"));
        Files.createDirectory(vendor.channel.resolve("release.json"));
        assertTrue(assertThrows(IOException.class, updater::check).getMessage().endsWith("release.json is no file"));
        changes.step(journal -> journal.applying(44));
        assertTrue(updater.check().startsWith("Bundles are being replaced"));
    }
}
