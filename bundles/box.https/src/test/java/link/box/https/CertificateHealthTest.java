package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import link.box.api.tls.RenewalPlan;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;

/** The clock says 2026-11-01T12:00; the certificate lasts from 2026-10-01 to 2026-12-30, 90 days. */
class CertificateHealthTest {
    private static final Instant NEXT = Instant.parse("2026-11-29T03:00:00Z");
    private static final RenewalPlan.Attempt FAILED = new RenewalPlan.Attempt(Instant.parse("2026-10-20T00:00:00Z"), "https://ca.test/dir",
            false, "the CA did not answer");
    private static final RenewalPlan.Attempt SUCCEEDED = new RenewalPlan.Attempt(Instant.parse("2026-10-21T00:00:00Z"),
            "https://ca.test/dir", true, "valid until 2026-12-30");

    @TempDir
    Path data;
    private final ManualWorker worker = new ManualWorker();
    private final KnownTime time = new KnownTime();
    private CertificateKeeper keeper;
    private CertificateHealth health;

    @BeforeEach
    void start() {
        keeper = new CertificateKeeper(new Registry("link.box.https", data).context());
        time.worker = worker;
        time.clock = Condition.INSTANCE;
        health = new CertificateHealth(keeper, time);
    }

    @Test
    void without_a_certificate_it_is_critical() {
        says(Result.Status.CRITICAL, "No public certificate is in service");
    }

    @Test
    void a_fresh_certificate_is_told_with_names_issuer_days_and_plan() throws Exception {
        put();
        health.plan = new RenewalPlan(NEXT, "two thirds of its life have passed", List.of(FAILED, SUCCEEDED));
        String told = says(Result.Status.OK, "abc.box.test, *.abc.box.test, issued by CN=Lab");
        assertTrue(told.contains("ends 2026-12-30T00:00:00Z, in 58 days"), told);
        assertTrue(told.contains("2026-11-29T03:00:00Z: two thirds of its life have passed"), told);
        assertTrue(told.contains("An attempt failed, 2026-10-20T00:00:00Z at https://ca.test/dir: the CA did not answer"), told);
    }

    @Test
    void a_last_attempt_that_failed_is_a_warning() throws Exception {
        put();
        health.plan = new RenewalPlan(NEXT, "the last attempt failed", List.of(SUCCEEDED, FAILED));
        says(Result.Status.WARN, "The last attempt failed, 2026-10-20T00:00:00Z at https://ca.test/dir: the CA did not answer");
        health.plan = null;
        says(Result.Status.OK, "Nobody plans a renewal");
    }

    @Test
    void less_than_a_quarter_of_its_life_is_a_warning_and_its_end_critical() throws Exception {
        put();
        Instant quarter = Instant.parse("2026-12-07T12:00:00Z");
        worker.advance(Duration.between(worker.now(), quarter));
        says(Result.Status.OK, "in 22 days");
        worker.advance(Duration.ofSeconds(1));
        says(Result.Status.WARN, "in 22 days: less than a quarter of its life");
        worker.advance(Duration.between(worker.now(), Instant.parse("2026-12-30T00:00:00Z")));
        says(Result.Status.CRITICAL, "It ended 2026-12-30T00:00:00Z");
    }

    @Test
    void without_a_clock_it_says_that_days_cannot_be_told() throws Exception {
        put();
        time.clock = null;
        says(Result.Status.WARN, "How many days are left cannot be told");
    }

    @Test
    void a_damaged_file_is_a_warning_until_the_next_certificate() throws Exception {
        put();
        put();
        Files.writeString(data.resolve("link.box.https/certificate.pem"), "garbage");
        start();
        says(Result.Status.WARN, "The stored certificate cannot be used");
        put();
        says(Result.Status.OK, "In service");
    }

    private String says(Result.Status status, String text) {
        Result result = health.execute();
        String told = String.join("\n", StreamSupport.stream(result.spliterator(), false).map(Object::toString).toList());
        assertEquals(status, result.getStatus(), told);
        assertTrue(told.contains(text), told);
        return told;
    }

    private void put() throws Exception {
        Made made = new Mint().by(Mint.ca("Lab").make()).make("abc.box.test", "*.abc.box.test");
        keeper.put(made.key(), made.chain());
    }
}
