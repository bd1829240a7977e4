package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Issued;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order says which certificate it replaces (RFC 9773, section 5), where that is right. */
class ReplacementTest extends OnStub {
    private static final Duration LIFE = Duration.ofHours(20);


    @BeforeEach
    void make() throws Exception {
        rig.ca.rules().lifetime(LIFE);
    }

    @Test
    void a_renewal_names_the_certificate_before() {
        rig.start().issue(1).issue(2, LIFE);
        assertTrue(rig.ca.issued().get(0).replaces().isEmpty());
        assertTrue(rig.ca.issued().get(1).replaces().isPresent());
    }

    @Test
    void many_renewals_a_week_meet_no_limit_for_that() {
        rig.start().issue(1);
        rig.worker.advance(Duration.ofDays(6));
        assertTrue(rig.store.stored.size() > 8, rig.store.stored.size() + " certificates");
        assertEquals(List.of(), rig.ca.violations());
        assertEquals(rig.ca.orders(), rig.store.stored.size());
    }

    @Test
    void one_that_has_ended_is_not_named() {
        rig.start().issue(1);
        rig.ca.outage(true);
        rig.worker.advance(LIFE);
        rig.ca.outage(false);
        rig.worker.networkIsBack();
        rig.issue(2);
        assertTrue(rig.ca.issued().get(1).replaces().isEmpty());
    }

    @Test
    void one_of_another_ca_is_not_named() throws Exception {
        rig.start().issue(1);
        AcmeStub other = rig.other("other");
        rig.settings.put("directory", other.directory());
        rig.settings.put("trust", other.trust());
        rig.start().issue(2, LIFE);
        assertTrue(other.issued().get(0).replaces().isEmpty());
        assertEquals(1, rig.ca.orders());
    }

    @Test
    void one_of_an_account_that_the_ca_has_forgotten_is_not_named() {
        rig.start().issue(1);
        rig.ca.forgetAccounts();
        rig.issue(2, LIFE);
        assertTrue(rig.ca.issued().get(1).replaces().isEmpty());
        assertEquals(0, rig.failed(), "registering again is part of the attempt");
    }

    @Test
    void a_ca_that_refuses_the_replacement_is_asked_without_in_the_same_attempt() {
        rig.start().issue(1);
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.NOT_FOUND, 1); // malformed
        rig.issue(2, LIFE);
        assertTrue(rig.ca.issued().get(1).replaces().isEmpty());
        assertEquals(2, rig.attempts().size());
    }

    @Test
    void one_that_is_already_replaced_is_not_named_again() throws Exception {
        rig.start().issue(1);
        try (Stream<Path> files = Files.list(rig.file("."))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, Files.createDirectories(folder.resolve("backup")).resolve(each.getFileName()));
            }
        }
        rig.issue(2, LIFE);
        restore();
        rig.issue(2, LIFE);
        List<Issued> issued = rig.ca.issued();
        assertEquals(3, issued.size());
        assertTrue(issued.get(1).replaces().isPresent() && issued.get(2).replaces().isEmpty());
        assertTrue(rig.ca.requests().stream().anyMatch(seen -> seen.kind() == Kind.NEW_ORDER && seen.status() == 409));
        assertEquals(0, rig.failed());
    }

    @Test
    void an_order_that_failed_is_not_named_a_second_time() {
        rig.start().issue(1);
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 1);
        rig.issue(2, LIFE);
        assertEquals(3, rig.ca.orders());
        assertTrue(rig.ca.issued().get(1).replaces().isEmpty());
    }

    /** The Box is put back to a state before its last renewal. */
    private void restore() throws Exception {
        rig.worker.clear();
        rig.store.stored.remove(1);
        try (Stream<Path> files = Files.list(folder.resolve("backup"))) {
            for (Path each : files.toList()) {
                Files.copy(each, rig.file(each.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        rig.start();
    }
}
