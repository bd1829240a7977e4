package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import link.box.testing.ManualWorker;
import link.box.testing.acme.AcmeStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated decade is only worth having if it takes minutes. */
class AcmeStubSpeedTest {
    private static final int CERTIFICATES = 100;

    @TempDir
    Path folder;

    @Test
    void a_client_gets_a_hundred_certificates_one_after_the_other() throws Exception {
        ManualWorker worker = new ManualWorker();
        StubClient client = new StubClient();
        try (AcmeStub ca = new AcmeStub(folder, worker::now, client::texts)) {
            client.logIn(ca);
            X509Certificate last = client.issue();
            int before = ca.requests().size();
            long start = System.nanoTime();
            for (int i = 0; i < CERTIFICATES; i++) {
                worker.advance(Duration.ofDays(36));
                X509Certificate replaced = last;
                last = client.issue(client.order(builder -> builder.domains(StubClient.NAMES).replaces(replaced))).getCertificate();
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            int requests = ca.requests().size() - before;
            System.out.println("figure: acme stub: " + CERTIFICATES + " certificates by " + requests + " requests in " + millis + " ms");
            assertEquals(CERTIFICATES + 1, ca.issued().size());
            assertTrue(millis < 60_000, "the same would take " + millis + " ms");
        }
    }
}
