package link.box.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import link.box.api.dns.RecordSet;
import link.box.api.work.RetryAfter;
import link.box.dns.FakeZoneServer.Answer;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneHealthTest {
    private static final Answer SPEAKS = new Answer(200, "{\"can\":[\"ttl\"]}");

    @TempDir
    Path directory;
    private final ManualWorker worker = new ManualWorker() {
        @Override
        public void execute(Runnable command) {
            new Thread(command).start();
        }
    };
    private FakeZoneServer server;
    private Answer answer = SPEAKS;
    private ZoneClient zone;
    private ZoneHealth health;

    @BeforeEach
    void start() throws Exception {
        server = new FakeZoneServer(directory, question -> answer);
        zone = new ZoneClient(new Registry("link.box.dns", directory).context(), new FakeIdentity("id", "box.test"), worker,
                Settings.of(ZoneClient.Config.class, Map.of("server", server.origin(), "trust", server.trust())),
                (host, hint) -> Optional.empty());
        health = new ZoneHealth(zone, worker);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void before_the_first_call_it_says_so_and_asks_nobody() {
        says(Status.WARN, "not been asked yet");
        assertEquals(List.of(), server.asked);
    }

    @Test
    void a_server_that_answers_is_well_with_what_it_speaks() throws Exception {
        zone.can();
        says(Status.OK, "It answered last at 2026-11-01T12:00:00Z and speaks v2 [ttl]");
    }

    @Test
    void what_is_known_without_asking_is_no_answer() throws Exception {
        zone.can();
        worker.advance(Duration.ofDays(1));
        zone.can();
        says(Status.OK, "It answered last at 2026-11-01T12:00:00Z");
    }

    @Test
    void a_failure_grows_with_the_time_that_it_lasts() throws Exception {
        zone.can();
        worker.advance(Duration.ofDays(3));
        fail();
        says(Status.TEMPORARILY_UNAVAILABLE, "It failed last at 2026-11-04T12:00:00Z: the zone server " + server.origin()
                + " did not store id.box.test TXT: 500 because; It answered last at 2026-11-01T12:00:00Z and speaks v2 [ttl]");
        worker.advance(Duration.ofMinutes(10));
        says(Status.WARN, "because");
        fail();
        says(Status.WARN, "2026-11-04T12:10:00Z");
        worker.advance(Duration.ofMinutes(350));
        says(Status.CRITICAL, "because");
    }

    @Test
    void after_a_success_the_last_failure_is_still_told() throws Exception {
        fail();
        worker.advance(Duration.ofHours(7));
        answer = SPEAKS;
        zone.can();
        says(Status.OK, "It failed last at 2026-11-01T12:00:00Z");
        fail();
        says(Status.TEMPORARILY_UNAVAILABLE, "It answered last at 2026-11-01T19:00:00Z");
    }

    @Test
    void a_server_that_has_never_answered_is_told_with_its_words() {
        answer = new Answer(429, "{\"error\":\"too many\"}", "60");
        assertThrows(RetryAfter.class, zone::can);
        says(Status.TEMPORARILY_UNAVAILABLE, "too many");
        says(Status.TEMPORARILY_UNAVAILABLE, "It has never answered");
    }

    private void fail() {
        answer = new Answer(500, "because");
        RecordSet set = new RecordSet("id.box.test", RecordSet.Type.TXT, Duration.ofSeconds(60), List.of("x"));
        assertThrows(IOException.class, () -> zone.put(List.of(set)));
    }

    private void says(Status status, String text) {
        Result result = health.execute();
        String told = StreamSupport.stream(result.spliterator(), false).map(Object::toString).collect(Collectors.joining("\n"));
        assertEquals(status, result.getStatus(), told);
        assertTrue(told.contains(text), told);
    }
}
