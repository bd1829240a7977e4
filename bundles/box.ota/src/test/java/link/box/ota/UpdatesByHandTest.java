package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import link.box.api.release.RunningRelease.State;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UpdatesByHandTest extends UpdaterLab {
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
        assertEquals(List.of(42L), changes.taken);
        vendor.publish(43, bundle);
        worker.advance(PERIOD);
        assertEquals(List.of(42L), changes.taken, "once said is once done");
    }

    @Test
    void who_says_so_is_told_what_is_taken_and_what_is_in_the_way() throws Exception {
        settings.put("apply", "ask");
        Updater updater = updater();
        assertEquals("There is no release in " + vendor.channel + "; the image runs.", updater.apply());
        vendor.publish(42, bundle);
        assertEquals("Release 42 of stable is taken now; bin/box status tells how that gets on.", updater.apply());
        assertEquals("Release 42 of stable runs, and nothing newer is offered.", updater.apply());
        Files.delete(vendor.channel.resolve("release.json"));
        Files.createDirectory(vendor.channel.resolve("release.json"));
        String why = assertThrows(IOException.class, updater::apply).getMessage();
        assertTrue(why.endsWith("release.json is no file; it is tried again by itself"), why);
    }

    @Test
    void somebody_who_says_so_opens_the_window() throws Exception {
        settings.put("window", "02:00-05:00");
        vendor.publish(42, bundle);
        Updater updater = updater();
        worker.run();
        updater.apply();
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
        assertTrue(worker.failure(Updater.JOB).isPresent());
        vendor.publish(43, vendor.bundle("a.b", "1.1"));
        worker.advance(PERIOD);
        assertEquals(List.of(), changes.taken);
        assertEquals(State.WAITING, fact().state());
        updater.apply();
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
    void going_back_twice_does_not_lead_forward() throws Exception {
        changes.step(journal -> journal.seen(44).trial(42).trial(43).refusing(44, "it was given up before"));
        Updater updater = updater();
        updater.rollback();
        worker.run();
        assertEquals(List.of(42L), changes.taken);
        assertEquals("the Box has gone back from release 43 to release 42, and nothing is known before it; bin/box apply takes what the "
                + "channel offers", assertThrows(IOException.class, updater::rollback).getMessage());
    }

    @Test
    void who_looks_does_not_wait_long_for_a_channel_that_is_slow() throws Exception {
        worker = new ManualWorker();
        Updater updater = updater();
        long begin = System.nanoTime();
        assertEquals(vendor.channel + " has not answered yet, or a bundle is coming from there; bin/box status tells how it gets on.",
                updater.check());
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
    }

    @Test
    @Timeout(60)
    void going_back_waits_for_no_channel_that_is_slow() throws Exception {
        worker = new ManualWorker();
        changes.step(journal -> journal.trial(42).trial(43));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("channel", "http://127.0.0.1:" + silent.getLocalPort());
            Updater updater = updater();
            Thread looking = new Thread(worker::run);
            looking.start();
            while (looking.getState() != Thread.State.TIMED_WAITING) {
                assertTrue(looking.isAlive());
                Thread.sleep(1);
            }
            long begin = System.nanoTime();
            updater.rollback();
            looking.join();
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos(), "it has 30 s");
        }
        worker.run();
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void there_is_nothing_before_the_image() throws Exception {
        Updater updater = updater();
        assertEquals("there is no release before the image, which runs", assertThrows(IOException.class, updater::rollback).getMessage());
    }

    @Test
    void who_looks_is_told_what_is_there() throws Exception {
        settings.put("apply", "ask");
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
