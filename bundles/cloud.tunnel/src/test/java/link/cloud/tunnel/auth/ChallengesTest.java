package link.cloud.tunnel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import link.box.common.kite.KiteRequest;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final String OWNER = "a.box.test";

    private final ManualWorker worker = new ManualWorker();
    private final Challenges challenges = new Challenges(worker::nanos);

    @Test
    void a_challenge_is_good_for_its_kite_only() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        assertTrue(challenges.ours(claim));
        assertEquals(36, claim.fsalt().length());
        assertFalse(challenges.ours(claim("https", "b.box.test", claim.bsalt(), claim.fsalt())));
        assertFalse(challenges.ours(claim("http", "a.box.test", claim.bsalt(), claim.fsalt())));
        assertFalse(challenges.ours(claim("https", "a.box.test", "9876543210", claim.fsalt())));
        assertFalse(new Challenges(worker::nanos).ours(claim));
    }

    @Test
    void what_we_did_not_make_is_not_ours() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        String salt = claim.fsalt();
        char other = salt.charAt(20) == '0' ? '1' : '0';
        for (String bad : new String[] {"", salt.substring(1), salt + "0", "0".repeat(36), salt.toUpperCase(Locale.ROOT),
            salt.substring(0, 20) + other + salt.substring(21)}) {
            assertEquals(bad.equals(salt), challenges.ours(claim("https", "a.box.test", claim.bsalt(), bad)), bad);
        }
    }

    @Test
    void it_holds_for_its_ten_minutes_and_the_next() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        worker.advance(Challenges.WINDOW);
        assertTrue(challenges.ours(claim));
        worker.advance(Challenges.WINDOW);
        assertFalse(challenges.ours(claim));
    }

    @Test
    void it_is_answered_once() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        KiteRequest next = answered(claim);
        assertNotEquals(claim.fsalt(), next.fsalt());
        assertTrue(challenges.spend(claim, OWNER));
        assertTrue(challenges.spend(next, OWNER));
        assertFalse(challenges.spend(claim, OWNER));
        worker.advance(Duration.ofMinutes(5));
        assertFalse(challenges.spend(next, OWNER));
    }

    @Test
    void it_is_not_good_any_more_when_a_later_one_of_its_owner_was_answered() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        KiteRequest next = answered(claim);
        assertTrue(challenges.spend(next, OWNER));
        assertFalse(challenges.spend(claim, OWNER));
        assertTrue(challenges.spend(claim, "another"));
    }

    @Test
    void however_many_others_are_answered_none_is_good_twice() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        assertTrue(challenges.spend(claim, OWNER));
        for (int i = 0; i < 2 * Challenges.OWNERS; i++) {
            challenges.spend(answered(claim), "another");
            challenges.spend(answered(claim), "another" + i);
        }
        assertFalse(challenges.spend(claim, OWNER));
    }

    @Test
    void when_too_many_owners_are_remembered_new_ones_have_to_wait_for_the_next_ten_minutes() {
        KiteRequest claim = claim("https", "a.box.test", "0123456789", "");
        for (int i = 0; i < Challenges.OWNERS; i++) {
            assertTrue(challenges.spend(answered(claim), "another" + i));
        }
        assertFalse(challenges.spend(answered(claim), OWNER));
        assertTrue(challenges.spend(answered(claim), "another7"));
        worker.advance(Challenges.WINDOW);
        assertTrue(challenges.spend(answered(claim), OWNER));
    }

    @Test
    void it_is_remembered_as_long_as_it_counts() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        assertTrue(challenges.spend(claim, OWNER));
        while (challenges.ours(claim)) {
            assertFalse(challenges.spend(claim, OWNER));
            worker.advance(Duration.ofSeconds(30));
        }
    }

    @Test
    void one_that_grows_too_old_while_its_signature_is_looked_at_is_not_good_twice() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        assertTrue(challenges.spend(claim, OWNER));
        worker.advance(Challenges.WINDOW.multipliedBy(2).minusNanos(1));
        assertTrue(challenges.ours(claim));
        worker.advance(Duration.ofNanos(1));
        assertFalse(challenges.spend(claim, OWNER));
    }

    private KiteRequest answered(KiteRequest kite) {
        return claim(kite.proto(), kite.domain(), kite.bsalt(), challenges.salt(kite));
    }

    private static KiteRequest claim(String protocol, String domain, String bsalt, String fsalt) {
        return new KiteRequest(protocol, domain, bsalt, fsalt, "");
    }
}
