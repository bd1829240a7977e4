package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import link.box.api.tls.RefusedCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an order whose certificate the store did not take. */
class NotStoredTest extends OnStub {
    @BeforeEach
    void make() throws Exception {
        rig.serving(rig.worker.truth().plus(Duration.ofDays(3)));
    }

    @Test
    void a_refused_certificate_ends_its_order_and_another_one_is_made() {
        rig.store.fail(new RefusedCertificate("it is not for a server", null));
        String why = rig.start().fail();
        assertTrue(why.contains("is not taken into service: it is not for a server"), why);
        assertFalse(Files.exists(rig.file("order.json")));
        rig.store.fail(null);
        rig.issue(2, Duration.ofHours(2));
        assertEquals(2, rig.ca.issued().size());
    }

    @Test
    void on_a_full_disk_the_order_is_kept_and_its_certificate_stored_later() {
        rig.store.fail(new IOException("No space left on device"));
        String why = rig.start().fail();
        assertTrue(why.contains("No space left on device"), why);
        assertTrue(Files.exists(rig.file("order.json")));
        rig.store.fail(null);
        rig.issue(2, Duration.ofHours(2));
        assertEquals(1, rig.ca.issued().size());
    }
}
