package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import link.box.api.tls.TlsCertificate;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;

/** A wrong time of the past on a Box that is never on for a day. */
class ClockRestartTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Instant POISON = Instant.parse("2036-02-07T06:28:16Z");

    @TempDir
    Path data;
    private final FakeSource source = new FakeSource();
    private final TlsCertificate poisoned = new TlsCertificate(List.of("abc.box.test"),
            Made.authority("Lab").issueFrom(POISON, "abc.box.test").chain());
    private ManualWorker worker;
    private Registry registry;
    private ClockCondition clock;

    @Test
    void a_box_that_restarts_every_night_takes_a_wrong_saved_time_back() throws Exception {
        boot(POISON);
        night(NOW);
        worker.advance(Duration.ofHours(10));
        night(NOW.plus(Duration.ofDays(1)));
        worker.advance(Duration.ofHours(10));
        night(NOW.plus(Duration.ofDays(2)));
        worker.advance(Duration.ofHours(3));
        assertFalse(believed());
        worker.advance(Duration.ofHours(1));
        assertTrue(believed());
        night(NOW.plus(Duration.ofDays(3)));
        assertTrue(believed());
        assertEquals(NOW.plus(Duration.ofDays(3)).plusSeconds(15), Instant.parse(Files.readAllLines(file("clock")).get(2)));
    }

    @Test
    void a_wrong_date_of_a_certificate_is_taken_back_and_stays_so_after_a_restart() {
        night(NOW);
        clock.addCertificate(poisoned);
        worker.advance(Duration.ofHours(12));
        night(NOW.plus(Duration.ofDays(1)));
        clock.addCertificate(poisoned);
        worker.advance(Duration.ofHours(11));
        assertFalse(believed());
        worker.advance(Duration.ofHours(2));
        assertTrue(believed());
        night(NOW.plus(Duration.ofDays(2)));
        assertTrue(believed());
        clock.addCertificate(poisoned);
        worker.advance(Duration.ofMinutes(5));
        assertTrue(believed());
    }

    @Test
    void a_source_that_tells_a_time_after_it_begins_the_day_anew_on_disk_too() {
        boot(POISON);
        boot(NOW);
        worker.advance(Duration.ofHours(23));
        assertTrue(Files.exists(file("contradicted")));
        source.word = Word.other(Duration.ofDays(4000), "it is after 2036", "set it");
        worker.advance(Duration.ofSeconds(5));
        assertFalse(Files.exists(file("contradicted")));
        source.word = FakeSource.YES;
        boot(NOW.plus(Duration.ofDays(1)));
        worker.advance(Duration.ofHours(23));
        assertFalse(believed());
    }

    @Test
    void it_is_written_once_an_hour_for_its_owner_alone() throws Exception {
        boot(POISON);
        boot(NOW);
        worker.advance(Duration.ofMinutes(59));
        assertFalse(Files.exists(file("contradicted")));
        worker.advance(Duration.ofMinutes(1));
        assertEquals("2036-02-07T06:28:16Z 1", Files.readAllLines(file("contradicted")).get(2));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file("contradicted"))));
        Files.delete(file("contradicted"));
        worker.advance(Duration.ofMinutes(59));
        assertFalse(Files.exists(file("contradicted")), "nothing has changed");
    }

    @Test
    void on_a_full_disk_a_day_without_a_break_will_do() throws Exception {
        boot(POISON);
        Files.createDirectories(file("contradicted.new").resolve("in the way"));
        boot(NOW);
        worker.advance(Duration.ofHours(24));
        assertTrue(believed());
    }

    /** The board has no battery, and the source is not there at once. */
    private void night(Instant wall) {
        source.word = FakeSource.NO;
        boot(Instant.EPOCH);
        worker.advance(Duration.ofSeconds(5));
        worker.set(wall);
        worker.advance(Duration.ofSeconds(10));
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
    }

    private void boot(Instant wall) {
        worker = new ManualWorker();
        worker.set(wall);
        registry = new Registry("link.box.work", data, Map.of(Built.HEADER, "2026-11-01T00:00:00Z"));
        clock = new ClockCondition(registry.context(), worker, source);
        worker.run();
    }

    private boolean believed() {
        return !registry.of(Condition.class).isEmpty();
    }

    private Path file(String name) {
        return data.resolve("link.box.work").resolve(name);
    }
}
