package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import link.box.acme.state.AccountFile;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is wrong by decades for some hours, while a certificate of hours is in service; the CA's is right all the time. */
class ClockTest extends OnStub {
    private static final String AHEAD = "2036-02-07T06:28:15Z";
    private static final String BEHIND = "1970-01-01T00:00:10Z";
    private static final Duration LIFE = Duration.ofHours(20);


    @BeforeEach
    void make() throws Exception {
        rig.ca.rules().lifetime(LIFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {AHEAD, BEHIND})
    void nothing_is_lost_and_there_is_always_one_that_has_not_ended(Instant wrong) throws Exception {
        rig.start().issue(1);
        PublicKey key = accountKey();
        rig.worker.setClock(wrong);
        rig.worker.advance(Duration.ofHours(4));
        rig.worker.clockIsRight();
        assertServesFor(Duration.ofDays(3));
        assertEquals(key, accountKey());
        assertEquals(1, rig.ca.accounts());
    }

    @ParameterizedTest
    @ValueSource(strings = {AHEAD, BEHIND})
    void so_it_is_with_a_start_before_and_after(Instant wrong) {
        rig.start().issue(1);
        rig.worker.setClock(wrong);
        rig.start().worker.advance(Duration.ofHours(4));
        rig.worker.clockIsRight();
        rig.startAfterKill();
        assertServesFor(Duration.ofDays(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {AHEAD, BEHIND})
    void a_limit_that_was_set_then_does_not_block(Instant wrong) {
        rig.ca.faults().retryAfter(Duration.ofDays(2));
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.RATE_LIMITED, 1);
        rig.worker.setClock(wrong);
        rig.start().fail();
        rig.worker.clockIsRight();
        rig.start().issue(1, Duration.ofHours(1));
    }

    @Test
    void one_that_is_behind_and_gets_a_certificate_takes_it_when_it_is_right() {
        rig.worker.setClock(Instant.parse(BEHIND));
        String why = rig.start().fail();
        assertTrue(why.contains("it begins only 20"), why);
        rig.worker.clockIsRight();
        rig.issue(1, Duration.ofHours(2));
        assertEquals(1, rig.ca.issued().size());
    }

    private PublicKey accountKey() throws Exception {
        return new AccountFile(rig.file("."), rig.ca.directory()).get().key().getPublic();
    }

    private void assertServesFor(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute += 10) {
            Instant end = rig.store.last().leaf().getNotAfter().toInstant();
            assertTrue(end.isAfter(rig.worker.truth()), "ended " + end + ", last failure: " + rig.worker.failure().orElse("none"));
            rig.worker.advance(Duration.ofMinutes(10));
        }
        assertTrue(rig.store.stored.size() > 3, rig.store.stored.size() + " certificates");
    }
}
