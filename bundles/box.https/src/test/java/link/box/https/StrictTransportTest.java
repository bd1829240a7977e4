package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;

class StrictTransportTest {
    private static final long DAY = 86_400;

    @TempDir
    Path data;
    private final TurnedClock worker = new TurnedClock();
    private final KnownTime time = new KnownTime();
    private Instant end = Instant.parse("2026-12-30T00:00:00Z");
    private CertificateKeeper keeper;
    private StrictTransport strict;

    /** Its wall clock can be set; what passes is counted all the same. */
    private static final class TurnedClock extends ManualWorker {
        private Duration by = Duration.ZERO;

        @Override
        public Instant now() {
            return super.now().plus(by);
        }
    }

    @BeforeEach
    void start() {
        keeper = new CertificateKeeper(new Registry("link.box.https", data).context());
        time.worker = worker;
        time.clock = Condition.INSTANCE;
        strict = at(443, 0);
    }

    @Test
    void h8_nothing_is_promised_before_two_renewals() throws Exception {
        assertEquals(0, promised());
        for (int puts = 0; puts < 2; puts++) {
            renew();
            assertEquals(0, promised());
        }
        renew();
        assertEquals(DAY, promised());
    }

    @Test
    void only_names_in_the_certificate_are_meant() throws Exception {
        proven();
        assertEquals(DAY, strict.applyAsLong("a.abc.box.test"));
        assertEquals(0, strict.applyAsLong("a.b.abc.box.test"));
        assertEquals(0, strict.applyAsLong("127.0.0.1"));
        assertEquals(0, strict.applyAsLong("box.local"));
    }

    @Test
    void h8_no_promise_lasts_longer_than_the_certificate() {
        Instant now = worker.now();
        for (long millis = -10_000; millis < 400L * DAY * 1000; millis += 1 + Math.abs(millis) / 97) {
            Instant until = now.plusMillis(millis);
            long seconds = StrictTransport.seconds(now, until);
            assertTrue(seconds >= 0 && seconds <= DAY, seconds + " s");
            assertTrue(seconds == 0 || now.plusSeconds(seconds).isBefore(until), seconds + " s of " + millis + " ms");
            assertTrue(millis < 2_000 || seconds > 0, "there is one for " + millis + " ms");
        }
        assertEquals(0, StrictTransport.seconds(now, now.minus(Duration.ofDays(9))));
        assertEquals(1800, StrictTransport.seconds(now, now.plus(Duration.ofHours(1))));
    }

    @Test
    void what_is_served_counts_not_what_was() throws Exception {
        proven();
        end = worker.now().plus(Duration.ofHours(2));
        renew();
        assertEquals(3600, promised());
        worker.advance(Duration.ofHours(1));
        assertEquals(1800, promised());
        worker.advance(Duration.ofHours(1));
        assertEquals(0, promised());
    }

    @Test
    void without_a_clock_there_is_no_promise() throws Exception {
        proven();
        time.clock = null;
        assertEquals(0, promised());
        time.clock = Condition.INSTANCE;
        time.worker = null;
        assertEquals(0, promised());
    }

    @Test
    void a_clock_set_back_makes_no_promise_longer_and_one_set_forward_makes_it_shorter() throws Exception {
        end = worker.now().plus(Duration.ofHours(2));
        proven();
        assertEquals(3600, promised());
        worker.by = Duration.ofDays(-30);
        worker.advance(Duration.ofHours(1));
        assertEquals(1800, promised());
        worker.by = Duration.ofMinutes(30);
        assertEquals(900, promised());
        worker.by = Duration.ZERO;
        assertEquals(900, promised());
    }

    @Test
    void nothing_is_promised_where_the_public_port_is_not_the_usual_one() throws Exception {
        proven();
        assertEquals(0, at(8443, 0).applyAsLong("abc.box.test"));
        assertEquals(0, at(443, 8443).applyAsLong("abc.box.test"));
        assertEquals(DAY, at(8443, 443).applyAsLong("abc.box.test"));
    }

    private StrictTransport at(int lan, int outside) {
        return new StrictTransport(keeper, time, Settings.of(HttpsConfig.class, Map.of("lan_port", lan, "public_port", outside)));
    }

    private long promised() {
        return strict.applyAsLong("abc.box.test");
    }

    private void proven() throws Exception {
        for (int i = 0; i < 3; i++) {
            renew();
        }
    }

    private void renew() throws Exception {
        Made made = new Mint().valid("2026-10-01T00:00:00Z", end.toString()).make("abc.box.test", "*.abc.box.test");
        keeper.put(made.key(), made.chain());
    }
}
