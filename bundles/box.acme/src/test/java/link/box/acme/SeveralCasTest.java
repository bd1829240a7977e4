package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import link.box.acme.state.AccountFile;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second CA helps when the first fails for long. */
class SeveralCasTest extends OnStub {
    private static final Duration LIFE = Duration.ofHours(200);

    private AcmeStub second;

    @BeforeEach
    void make() throws Exception {
        second = rig.second();
        rig.ca.rules().lifetime(LIFE).renewalInfoAfter(Duration.ofHours(12));
        second.rules().lifetime(LIFE).renewalInfoAfter(Duration.ofHours(12));
    }

    @Test
    void while_the_first_works_the_second_is_not_asked() {
        rig.start().issue(1).issue(2, LIFE);
        assertEquals(0, second.requests().size());
    }

    @Test
    void without_a_certificate_the_second_is_asked_at_once() {
        rig.ca.outage(true);
        rig.start().issue(1);
        assertEquals(1, second.issued().size());
        assertEquals(1, rig.failed());
    }

    @Test
    void with_one_of_a_short_life_it_is_asked_after_a_quarter_of_what_is_left() {
        rig.start().issue(1);
        rig.ca.outage(true);
        rig.fail(LIFE);
        Instant first = rig.lastAttempt().time();
        Instant end = rig.store.last().leaf().getNotAfter().toInstant();
        rig.issue(2, LIFE);
        Instant quarter = first.plus(Duration.between(first, end).dividedBy(4));
        Duration late = Duration.between(quarter, second.issued().get(0).when());
        assertTrue(!late.isNegative() && late.toMinutes() < 5, late.toString());
        assertTrue(rig.failed() >= 4, "the first was tried until then");
    }

    @Test
    void the_next_renewal_begins_with_the_first_again() {
        rig.ca.outage(true);
        rig.start().issue(1);
        rig.ca.outage(false);
        rig.issue(2, LIFE);
        assertEquals(1, rig.ca.issued().size());
        assertEquals(1, second.issued().size());
    }

    @Test
    void when_both_fail_both_are_tried_until_one_works() {
        rig.ca.outage(true);
        second.outage(true);
        rig.start().worker.advance(Duration.ofHours(12));
        long toFirst = rig.attempts().stream().filter(each -> each.ca().equals(rig.ca.directory())).count();
        long toSecond = rig.attempts().stream().filter(each -> each.ca().equals(second.directory())).count();
        assertTrue(toFirst >= 5 && toSecond >= 5, toFirst + " and " + toSecond);
        rig.ca.outage(false);
        rig.issue(1, Duration.ofHours(2));
    }

    @Test
    void each_has_an_account_key_of_its_own_that_stays() throws Exception {
        rig.ca.outage(true);
        rig.start().issue(1);
        rig.ca.outage(false);
        rig.issue(2, LIFE);
        PublicKey atFirst = key(rig.ca);
        PublicKey atSecond = key(second);
        assertTrue(!atFirst.equals(atSecond));
        rig.ca.outage(true);
        rig.start().issue(3, LIFE);
        assertEquals(atFirst, key(rig.ca));
        assertEquals(atSecond, key(second));
        assertEquals(1, rig.ca.accounts());
        assertEquals(1, second.accounts());
    }

    @Test
    void a_limit_of_the_first_lasts_while_the_second_serves() {
        rig.ca.faults().retryAfter(Duration.ofDays(7));
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.RATE_LIMITED, 1);
        rig.start().issue(1).issue(2, LIFE);
        assertEquals(2, second.issued().size(), "the renewal came before the first could be asked again");
        rig.issue(3, LIFE);
        assertEquals(1, rig.ca.issued().size());
    }

    @Test
    void the_second_may_need_an_external_binding() throws Exception {
        byte[] secret = new byte[32];
        second.rules().externalAccounts(Map.of("kid-2", secret));
        Path eab = folder.resolve("eab.json");
        Files.writeString(eab, "{\"kid\":\"kid-2\",\"hmac\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\"}");
        Files.setPosixFilePermissions(eab, PosixFilePermissions.fromString("rw-------"));
        rig.second.put("eab", eab.toString());
        rig.ca.outage(true);
        rig.start().issue(1);
        assertEquals(1, second.issued().size());
    }

    private PublicKey key(AcmeStub ca) throws Exception {
        return new AccountFile(rig.file("."), ca.directory()).get().key().getPublic();
    }
}
