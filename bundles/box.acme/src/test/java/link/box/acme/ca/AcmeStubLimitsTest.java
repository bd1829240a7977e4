package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import link.box.testing.acme.Limit;
import link.box.testing.acme.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;

/** The scripted authority keeps the limits of the large one, by its own clock. */
class AcmeStubLimitsTest extends StubCase {
    @BeforeEach
    void start() throws Exception {
        client.logIn(ca);
    }

    @Test
    void the_sixth_certificate_for_the_same_names_comes_a_week_after_the_first() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.issue();
            worker.advance(Duration.ofDays(1));
        }
        AcmeRateLimitedException e = limited(() -> client.order("*.abc.box.test", "abc.box.test"));
        assertEquals(Optional.of(worker.now().plus(Duration.ofDays(2)).plusSeconds(1)), e.getRetryAfter());
        assertEquals(List.of(new Violation(worker.now(), Limit.SAME_NAMES, "*.abc.box.test abc.box.test")), ca.violations());
        client.order("abc.box.test");
        worker.advance(Duration.ofDays(2).plusSeconds(1));
        client.issue();
        assertEquals(1, ca.violations().size());
    }

    @Test
    void a_replacement_neither_counts_nor_is_refused() throws Exception {
        X509Certificate last = client.issue();
        for (int i = 0; i < 10; i++) {
            X509Certificate before = last;
            last = client.issue(client.order(builder -> builder.domains(StubClient.NAMES).replaces(before))).getCertificate();
        }
        for (int i = 0; i < 4; i++) {
            client.issue();
        }
        limited(() -> client.order("*.abc.box.test", "abc.box.test"));
        X509Certificate before = last;
        client.order(builder -> builder.domains(StubClient.NAMES).replaces(before));
        assertEquals(15, ca.issued().size());
    }

    @Test
    void a_domain_has_fifty_certificates_a_week() throws Exception {
        for (int i = 0; i < 50; i++) {
            client.issue(client.order("n" + i + ".box.test"));
        }
        limited(() -> client.order("another.box.test"));
        client.order("another.box2.test");
        assertEquals("box.test", ca.violations().get(0).subject());
        worker.advance(Duration.ofDays(7));
        client.order("another.box.test");
    }

    @Test
    void five_failures_of_a_name_close_it_for_an_hour() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.proveNothing(client.order("abc.box.test"));
            worker.advance(Duration.ofMinutes(10));
        }
        AcmeRateLimitedException e = limited(() -> client.order("abc.box.test"));
        assertEquals(Optional.of(worker.now().plus(Duration.ofMinutes(10)).plusSeconds(1)), e.getRetryAfter());
        client.order("other.box.test");
        worker.advance(Duration.ofMinutes(10));
        client.issue(client.order("abc.box.test"));
    }

    @Test
    void an_account_places_three_hundred_orders_in_three_hours() throws Exception {
        for (int i = 0; i < 300; i++) {
            client.order("abc.box.test");
        }
        limited(() -> client.order("abc.box.test"));
        assertEquals(300, ca.orders());
        worker.advance(Duration.ofHours(3));
        client.order("abc.box.test");
    }

    @Test
    void the_test_may_set_another_maximum() throws Exception {
        ca.rules().most(Limit.ORDERS, 1);
        client.order("abc.box.test");
        assertTrue(limited(() -> client.order("abc.box.test")).getMessage().contains("ORDERS"));
    }

    private interface Step {
        void run() throws AcmeException;
    }

    private static AcmeRateLimitedException limited(Step step) {
        return assertThrows(AcmeRateLimitedException.class, step::run);
    }
}
