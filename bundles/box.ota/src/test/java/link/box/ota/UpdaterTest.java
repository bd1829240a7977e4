package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import link.box.api.release.RunningRelease;
import link.box.api.release.RunningRelease.State;
import link.box.ota.change.Outcome;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.Postponed;
import link.box.testing.ManualWorker;
import link.box.testing.Settings;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.osgi.service.condition.Condition;

class UpdaterTest extends UpdaterLab {
    @Test
    void what_the_channel_offers_is_fetched_and_taken_by_itself_and_then_nothing_more_is_done() throws Exception {
        vendor.publish(42, bundle);
        updater();
        worker.run();
        assertEquals(List.of(42L), changes.taken);
        assertTrue(Files.exists(files.stored(bundle.sha256())));
        assertEquals(new RunningRelease("stable", 42, State.TRIAL, OptionalLong.empty(), Optional.empty()), fact());
        worker.advance(PERIOD.multipliedBy(3));
        assertEquals(List.of(42L), changes.taken);
        vendor.publish(43, bundle);
        worker.advance(PERIOD);
        assertEquals(List.of(42L, 43L), changes.taken);
    }

    @Test
    void nobody_is_asked_where_no_channel_is_set_and_that_is_said() throws Exception {
        settings.put("channel", "");
        vendor.publish(42, bundle);
        Updater updater = updater();
        worker.advance(PERIOD);
        assertEquals(List.of(), changes.taken);
        assertEquals("", fact().channel());
        assertTrue(assertThrows(IOException.class, updater::check).getMessage().contains("set ota.channel"));
        assertTrue(assertThrows(IOException.class, updater::apply).getMessage().contains("set ota.channel"));
        assertEquals("The image runs, and no channel is followed (ota.channel)",
                new UpdatesHealth(updater).execute().iterator().next().getMessage());
    }

    @Test
    void a_release_is_fetched_at_any_time_and_taken_in_the_window() throws Exception {
        settings.put("window", "02:00-05:00");
        vendor.publish(42, bundle);
        updater();
        worker.run();
        assertEquals(State.WAITING, fact().state());
        assertTrue(Files.exists(files.stored(bundle.sha256())));
        var zoned = NOON.atZone(ZoneId.systemDefault());
        Duration until = Window.of("02:00-05:00").until(zoned);
        worker.advance(until.minusSeconds(1));
        assertEquals(List.of(), changes.taken);
        worker.advance(Duration.ofSeconds(1));
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void while_the_clock_is_not_known_no_window_is_open_and_nothing_has_expired() throws Exception {
        settings.put("window", "00:00-23:59");
        worker.set(Instant.EPOCH);
        vendor.publish(42, bundle);
        Updater updater = updater();
        updater.unsetClock(Condition.INSTANCE);
        worker.advance(Duration.ofMinutes(30));
        assertEquals(List.of(), changes.taken);
        assertEquals(State.WAITING, fact().state());
        worker.set(Vendor.EXPIRES);
        updater.setClock(Condition.INSTANCE);
        worker.advance(Duration.ofMinutes(10));
        assertEquals(List.of(), changes.taken);
        assertTrue(trouble().contains("has expired"), trouble());
    }

    @Test
    void what_was_given_up_is_not_taken_again_by_itself() throws Exception {
        vendor.publish(42, bundle);
        changes.next = new Outcome(Kind.REFUSED, "HTTPS did not answer");
        Updater updater = updater();
        worker.advance(PERIOD.multipliedBy(2));
        assertEquals(List.of(42L), changes.taken);
        assertEquals("the change to release 42 was given up: HTTPS did not answer", trouble());
        assertEquals("42 was given up: HTTPS did not answer", fact().reason().orElseThrow());
        assertEquals(Status.WARN, new UpdatesHealth(updater).execute().getStatus());
        changes.next = new Outcome(Kind.DONE, "well");
        updater.apply();
        assertEquals(List.of(42L, 42L), changes.taken);
        assertEquals("", trouble());
        assertEquals(Status.OK, new UpdatesHealth(updater).execute().getStatus());
    }

    @Test
    void what_an_outage_has_put_back_is_left_alone_for_a_while_and_tried_again() throws Exception {
        vendor.publish(42, bundle);
        changes.next = new Outcome(Kind.LATER, "the tunnel was gone");
        changes.meanwhile = () -> changes.postponed = new Postponed(42, 1, "the tunnel was gone");
        updater();
        worker.run();
        assertEquals(List.of(42L), changes.taken);
        assertEquals("release 42 was put back, and it may be an outage or the disk and not the release: the tunnel was gone; it is tried "
                + "again within 10 minutes, and was put back 1 times of 3", trouble());
        assertEquals(State.SETTLED, fact().state());
        worker.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertEquals(List.of(42L), changes.taken);
        changes.next = new Outcome(Kind.DONE, "well");
        worker.advance(Duration.ofSeconds(1));
        assertEquals(List.of(42L, 42L), changes.taken);
        assertEquals("", trouble());
    }

    @Test
    void what_was_put_back_once_and_runs_by_now_is_no_trouble_at_the_next_start() throws Exception {
        vendor.publish(42, bundle);
        updater();
        worker.run();
        changes.postponed = new Postponed(42, 1, "the tunnel was gone");
        updater();
        worker.run();
        assertEquals("", trouble());
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void a_box_that_has_just_started_changes_nothing_by_itself_until_it_is_as_well_as_it_will_be() throws Exception {
        settings.put("watch", 120);
        vendor.publish(42, bundle);
        updater();
        worker.run();
        assertEquals(State.WAITING, fact().state());
        assertTrue(Files.exists(files.stored(bundle.sha256())), "it comes meanwhile");
        worker.advance(Duration.ofSeconds(119));
        assertEquals(List.of(), changes.taken);
        worker.advance(Duration.ofSeconds(1));
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void after_a_restart_it_is_left_alone_as_long_and_somebody_who_says_so_need_not_wait() throws Exception {
        vendor.publish(42, bundle);
        changes.postponed = new Postponed(42, 2, "the tunnel was gone");
        Updater updater = updater();
        worker.advance(Duration.ofMinutes(59));
        assertEquals(List.of(), changes.taken);
        assertTrue(trouble().contains("within 60 minutes, and was put back 2 times of 3"), trouble());
        updater.apply();
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void a_disk_that_is_full_when_the_change_begins_is_tried_again_soon() throws Exception {
        vendor.publish(42, bundle);
        changes.next = new Outcome(Kind.LATER, "nothing was changed: no room");
        updater();
        worker.run();
        assertEquals("the change to release 42 has not come about: nothing was changed: no room",
                worker.failure(Updater.JOB).orElseThrow().getMessage());
        changes.next = new Outcome(Kind.DONE, "well");
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(42L, 42L), changes.taken);
    }

    @Test
    void a_refusal_is_a_trouble_until_the_channel_is_well_again() throws Exception {
        vendor.publish(42, bundle);
        updater();
        worker.run();
        vendor.publish(41, bundle);
        worker.advance(PERIOD);
        assertTrue(trouble().contains("42 was seen before"), trouble());
        vendor.publish(43, bundle);
        worker.advance(PERIOD);
        assertEquals("", trouble());
        assertEquals(List.of(42L, 43L), changes.taken);
    }

    @Test
    void while_a_set_is_replaced_or_watched_nothing_else_begins() throws Exception {
        vendor.publish(42, bundle);
        changes.step(journal -> journal.trial(7).tried());
        Updater updater = updater();
        worker.run();
        assertEquals(List.of(), changes.taken);
        assertEquals(State.TRIAL, fact().state());
        assertThrows(IOException.class, updater::apply);
        assertThrows(IOException.class, updater::rollback);
        changes.step(journal -> journal.settled());
        worker.advance(Duration.ofSeconds(10));
        assertEquals(List.of(42L), changes.taken, "it is looked again soon");
    }

    @Test
    void two_updaters_take_turns() throws Exception {
        vendor.publish(42, bundle);
        updater();
        ManualWorker other = new ManualWorker();
        changes.meanwhile = () -> {
            try {
                changes.step(journal -> journal.back("for this test"));
                new Updater(registry.context(), home(), changes, other, Settings.of(Config.class, settings));
                other.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        worker.run();
        assertTrue(other.failure(Updater.JOB).orElseThrow().getMessage().contains("another update is under way"));
        assertEquals(List.of(42L), changes.taken);
    }

    @Test
    void a_channel_that_is_not_followed_for_a_day_is_told() throws Exception {
        Told told = new Told(registry.context(), worker, "stable");
        told.failed("no connection");
        worker.advance(Duration.ofHours(24));
        told.failed("request timed out");
        assertTrue(told.stuck().isEmpty());
        worker.advance(Duration.ofSeconds(1));
        assertEquals("request timed out", told.stuck().orElseThrow());
        told.offered(changes.journal(), OptionalLong.empty());
        assertTrue(told.stuck().isEmpty());
    }
}
