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
        assertTrue(challenges.spend(claim));
        assertTrue(challenges.spend(next));
        assertFalse(challenges.spend(claim));
        worker.advance(Duration.ofMinutes(5));
        assertFalse(challenges.spend(next));
    }

    @Test
    void the_oldest_is_forgotten_when_too_many_were_answered() {
        KiteRequest claim = answered(claim("https", "a.box.test", "0123456789", ""));
        challenges.spend(claim);
        for (int i = 0; i < Challenges.SPENT - 1; i++) {
            assertTrue(challenges.spend(answered(claim)));
        }
        assertFalse(challenges.spend(claim));
        challenges.spend(answered(claim));
        assertTrue(challenges.spend(claim));
    }

    private KiteRequest answered(KiteRequest kite) {
        return claim(kite.proto(), kite.domain(), kite.bsalt(), challenges.salt(kite));
    }

    private static KiteRequest claim(String protocol, String domain, String bsalt, String fsalt) {
        return new KiteRequest(protocol, domain, bsalt, fsalt, "");
    }
}
