package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockHealthTest {
    @TempDir
    Path data;
    private final ManualWorker worker = new ManualWorker();
    private final FakeSource source = new FakeSource();
    private ClockHealth health;

    @BeforeEach
    void start() {
        Registry registry = new Registry("link.box.work", data, Map.of(Built.HEADER, "2026-11-01T00:00:00Z"));
        health = new ClockHealth(new ClockCondition(registry.context(), worker, source), worker);
    }

    @Test
    void a_clock_that_is_believed_is_well_with_source_and_since_when() {
        worker.advance(Duration.ofHours(2));
        says(Result.Status.OK, "Believed since 2026-11-01T12:00:00Z: " + FakeSource.YES.text());
    }

    @Test
    void a_clock_that_waits_is_a_warning_for_an_hour_with_reason_and_remedy() {
        source.word = FakeSource.NO;
        says(Result.Status.WARN, "it has not been looked at yet");
        worker.advance(Duration.ofHours(1));
        says(Result.Status.WARN, FakeSource.NO.text() + "; " + FakeSource.NO.remedy());
        worker.advance(Duration.ofSeconds(5));
        says(Result.Status.CRITICAL, FakeSource.NO.text() + "; " + FakeSource.NO.remedy());
        source.word = FakeSource.YES;
        worker.advance(Duration.ofSeconds(5));
        says(Result.Status.OK, "Believed since");
    }

    @Test
    void the_hour_begins_when_it_ceases_to_be_believed() {
        worker.advance(Duration.ofHours(5));
        worker.set(Instant.EPOCH);
        worker.advance(Duration.ofMinutes(1));
        says(Result.Status.WARN, "The clock says 1970-01-01T00:01:00Z and is not believed");
    }

    private void says(Result.Status status, String text) {
        Result result = health.execute();
        String told = StreamSupport.stream(result.spliterator(), false).map(Object::toString).collect(Collectors.joining("\n"));
        assertEquals(status, result.getStatus(), told);
        assertTrue(told.contains(text), told);
    }
}
