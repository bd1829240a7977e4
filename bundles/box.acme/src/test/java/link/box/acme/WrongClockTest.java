package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import link.box.testing.acme.AcmeStub;
import org.junit.jupiter.api.Test;

/** A clock that is years ahead, and believed: the CA's limits are not used up, and what it has issued is taken later. */
class WrongClockTest extends OnStub {
    private static final Instant FAR = Instant.parse("2036-02-07T06:28:16Z");


    @Test
    void a_certificate_that_seems_to_have_ended_is_not_ordered_again_but_kept() {
        rig.start().issue(1);
        rig.worker.setClock(FAR);
        String why = rig.fail(Duration.ofHours(13));
        assertTrue(why.endsWith("is the Box's clock right?"), why);
        rig.worker.clockIsRight();
        rig.issue(2, Duration.ofHours(2));
        assertEquals(2, rig.ca.issued().size());
    }

    @Test
    void a_week_of_it_stays_within_the_limits() {
        rig.start().issue(1);
        rig.worker.setClock(FAR);
        rig.worker.advance(Duration.ofDays(7));
        assertEquals(List.of(), rig.ca.violations());
        assertTrue(rig.failed() > 0, "it was tried");
    }

    @Test
    void the_second_ca_still_has_its_turn_after_failures_that_were_dated_years_ahead() throws Exception {
        AcmeStub second = rig.second();
        rig.start().issue(1);
        rig.ca.outage(true);
        second.outage(true);
        rig.worker.setClock(FAR);
        rig.fail(Duration.ofHours(2));
        rig.worker.clockIsRight();
        second.outage(false);
        rig.issue(2, Duration.ofDays(80));
        assertEquals(1, second.issued().size());
    }
}
