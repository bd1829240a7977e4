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
import link.box.api.work.Trouble;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;

class ClockConditionTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Instant POISON = Instant.parse("2036-02-07T06:28:16Z");

    @TempDir
    Path data;
    private final FakeSource source = new FakeSource();
    private ManualWorker worker;
    private Registry registry;
    private ClockCondition clock;

    @Test
    void a_board_without_a_battery_waits_until_its_clock_is_set() {
        boot(Instant.EPOCH);
        worker.advance(Duration.ofMinutes(10));
        assertFalse(believed());
        assertEquals(0, source.asked);
        worker.set(NOW);
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
    }

    @Test
    void it_is_looked_at_every_five_seconds_until_it_is_believed_and_then_each_minute() {
        source.word = FakeSource.NO;
        boot(NOW);
        worker.advance(Duration.ofMinutes(1));
        assertEquals(13, source.asked);
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
        worker.set(Instant.EPOCH);
        worker.advance(Duration.ofSeconds(59));
        assertTrue(believed(), "not looked at yet");
        worker.advance(Duration.ofSeconds(1));
        assertFalse(believed());
    }

    @Test
    void in_2036_it_waits_for_the_source() {
        source.word = FakeSource.NO;
        boot(POISON);
        assertFalse(believed());
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
    }

    @Test
    void system_takes_the_clock_as_it_is_and_saves_nothing() {
        start(POISON);
        clock = new ClockCondition(registry.context(), worker, Settings.of(Config.class, Map.of("source", "system")));
        worker.advance(Duration.ofHours(5));
        assertTrue(believed());
        worker.set(NOW);
        worker.advance(Duration.ofMinutes(1));
        assertTrue(believed());
        assertFalse(Files.exists(file()));
    }

    @Test
    void the_confirmed_time_is_saved_at_once_and_then_every_hour() throws Exception {
        source.word = FakeSource.NO;
        boot(NOW);
        assertFalse(Files.exists(file()));
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        assertEquals(NOW.plusSeconds(5), saved());
        worker.advance(Duration.ofMinutes(59));
        assertEquals(NOW.plusSeconds(5), saved());
        worker.advance(Duration.ofMinutes(1));
        assertEquals(NOW.plusSeconds(3605), saved());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void the_next_start_is_not_before_the_saved_time() {
        boot(NOW);
        source.word = FakeSource.NO;
        boot(NOW.minus(Duration.ofDays(1)));
        assertFalse(believed());
        assertTrue(words().contains("the time that this Box saved last (2027-03-01T12:00:00Z)"), words());
        worker.set(NOW);
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
    }

    @Test
    void a_wrong_time_that_was_saved_bricks_nothing() throws Exception {
        boot(POISON);
        assertEquals(POISON, saved());
        boot(NOW);
        assertFalse(believed());
        Trouble trouble = registry.of(Trouble.class).get(0);
        assertTrue(trouble.what().contains("2036-02-07T06:28:16Z") && trouble.remedy().contains("24 hours"), trouble.toString());
        worker.advance(Duration.ofHours(23));
        assertFalse(believed());
        assertEquals(POISON, saved());
        worker.advance(Duration.ofHours(1));
        assertTrue(believed());
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals(NOW.plus(Duration.ofHours(24)), saved());
        boot(NOW.plus(Duration.ofHours(25)));
        assertTrue(believed());
    }

    @Test
    void under_system_a_wrong_time_is_taken_back_too_and_no_other_is_saved() {
        boot(POISON);
        source.knows = false;
        boot(NOW);
        worker.advance(Duration.ofHours(24));
        assertTrue(believed());
        assertFalse(Files.exists(file()));
    }

    @Test
    void a_damaged_file_is_as_good_as_none_and_is_written_anew() throws Exception {
        boot(NOW);
        for (String content : List.of("", "rubbish", "version: 1\nsha256: 0\n2036-02-07T06:28:16Z\n", "x".repeat(100_000))) {
            Files.writeString(file(), content);
            boot(NOW.plus(Duration.ofMinutes(1)));
            assertTrue(believed(), content);
            assertEquals(NOW.plus(Duration.ofMinutes(1)), saved());
        }
    }

    @Test
    void a_full_disk_ends_nothing() throws Exception {
        Files.createDirectories(file().resolveSibling("clock.new").resolve("in the way"));
        boot(NOW);
        assertTrue(believed());
        worker.advance(Duration.ofHours(2));
        assertTrue(believed());
        assertFalse(Files.exists(file()));
        Files.delete(file().resolveSibling("clock.new").resolve("in the way"));
        worker.advance(Duration.ofHours(1));
        assertTrue(Files.exists(file()));
    }

    @Test
    void without_a_data_directory_it_works_all_the_same() throws Exception {
        Files.writeString(data.resolve("link.box.work"), "a file where a directory should be");
        boot(NOW);
        assertTrue(believed());
    }

    @Test
    void its_own_certificate_tells_a_time_that_has_passed() {
        boot(NOW);
        TlsCertificate certificate = certificate(NOW.plus(Duration.ofDays(30)));
        clock.addCertificate(certificate);
        worker.run();
        assertFalse(believed());
        assertTrue(words().contains("its certificate was issued"), words());
        clock.removeCertificate(certificate);
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
    }

    @Test
    void a_certificate_of_the_past_changes_nothing() {
        boot(NOW);
        clock.addCertificate(certificate(NOW.minus(Duration.ofDays(30))));
        worker.advance(Duration.ofMinutes(10));
        assertTrue(believed());
        assertEquals(1, source.asked);
    }

    @Test
    void a_source_that_breaks_does_not_end_the_looks() {
        source.failure = new IllegalStateException("broken");
        boot(NOW);
        worker.advance(Duration.ofMinutes(5));
        assertFalse(believed());
        assertEquals("broken", worker.failure(ClockCondition.JOB).orElseThrow().getMessage());
        source.failure = null;
        worker.advance(Duration.ofSeconds(5));
        assertTrue(believed());
    }

    @Test
    void nobody_who_can_say_is_a_trouble_until_somebody_can() {
        source.word = Word.mute("nobody is there", "get somebody");
        boot(NOW);
        assertEquals(List.of(new Trouble("box.work", "the clock cannot be believed: nobody is there", "get somebody")),
                registry.of(Trouble.class));
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void stopping_withdraws_all() {
        boot(NOW);
        clock.stop();
        assertFalse(believed());
        worker.advance(Duration.ofMinutes(5));
        assertFalse(believed(), "a look that was under way changes nothing");
    }

    private void start(Instant wall) {
        worker = new ManualWorker();
        worker.set(wall);
        registry = new Registry("link.box.work", data, Map.of(Built.HEADER, "2026-11-01T00:00:00Z"));
    }

    private void boot(Instant wall) {
        start(wall);
        clock = new ClockCondition(registry.context(), worker, source);
        worker.run();
    }

    private boolean believed() {
        return !registry.of(Condition.class).isEmpty();
    }

    private String words() {
        return clock.standing().verdict().words();
    }

    private Path file() {
        return data.resolve("link.box.work/clock");
    }

    private Instant saved() throws Exception {
        return Instant.parse(Files.readAllLines(file()).get(2));
    }

    private static TlsCertificate certificate(Instant from) {
        Made made = Made.authority("Lab").issueFrom(from, "abc.box.test");
        return new TlsCertificate(List.of("abc.box.test"), made.chain());
    }
}
