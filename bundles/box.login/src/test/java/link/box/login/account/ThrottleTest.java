package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final ManualWorker worker = new ManualWorker();
    private final Throttle throttle = new Throttle(worker::nanos);

    @Test
    void at_home_each_peer_has_ten_tries_and_one_more_each_15_seconds() {
        assertEquals(10, tries(ConnectionClass.ON_LINK, "192.168.1.7", 100));
        assertEquals(Duration.ofSeconds(15), throttle.take(source(ConnectionClass.ON_LINK, "192.168.1.7")));
        worker.advance(Duration.ofSeconds(15));
        assertEquals(1, tries(ConnectionClass.ON_LINK, "192.168.1.7", 100));
        assertEquals(10, tries(ConnectionClass.ON_LINK, "192.168.1.8", 100));
    }

    @Test
    void the_whole_home_has_forty() {
        int all = 0;
        for (int peer = 0; peer < 20; peer++) {
            all += tries(ConnectionClass.PRIVATE, "192.168.1." + peer, 10);
        }
        assertEquals(40, all);
        assertEquals(Duration.ofSeconds(3), throttle.take(source(ConnectionClass.LOOPBACK, "127.0.0.1")));
    }

    @Test
    void a_thousand_guesses_through_the_tunnel_are_five_and_leave_the_home_alone() {
        assertEquals(5, tries(ConnectionClass.TUNNEL, "127.0.0.1", 1000));
        assertEquals(Duration.ofMinutes(3), throttle.take(source(ConnectionClass.TUNNEL, "127.0.0.1")));
        assertTrue(throttle.take(source(ConnectionClass.ON_LINK, "192.168.1.7")).isZero());
        worker.advance(Duration.ofDays(1));
        assertEquals(5, tries(ConnectionClass.TUNNEL, "127.0.0.1", 1000));
    }

    @Test
    void over_a_day_the_tunnel_allows_485() {
        int all = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            all += tries(ConnectionClass.TUNNEL, "127.0.0.1", 10);
            worker.advance(Duration.ofMinutes(1));
        }
        assertTrue(all <= 485 && all >= 480, all + " tries");
    }

    @Test
    void one_source_outside_leaves_a_try_and_half_of_those_to_come_to_the_others() {
        assertEquals(4, tries(ConnectionClass.TUNNEL, "203.0.113.7", 1000));
        assertEquals(Duration.ofMinutes(6), throttle.take(source(ConnectionClass.TUNNEL, "203.0.113.7")));
        assertEquals(1, tries(ConnectionClass.TUNNEL, "198.51.100.9", 1000));
        for (int i = 0; i < 10; i++) {
            worker.advance(Duration.ofMinutes(6));
            assertEquals(1, tries(ConnectionClass.TUNNEL, "203.0.113.7", 1000));
            assertEquals(1, tries(ConnectionClass.TUNNEL, "198.51.100.9", 1000));
        }
    }

    @Test
    void many_sources_outside_have_no_more_than_all_together() {
        int all = 0;
        for (int i = 0; i < 24 * 60; i++) {
            all += tries(ConnectionClass.TUNNEL, "203.0.113." + i % 250, 1) + tries(ConnectionClass.TUNNEL, "[2001:db8:" + i + "::1]", 1);
            worker.advance(Duration.ofMinutes(1));
        }
        assertTrue(all <= 485 && all >= 480, all + " tries");
    }

    @Test
    void a_network_of_ipv6_is_one_source_that_leaves_a_try_to_its_neighbours() {
        assertEquals(3, tries(ConnectionClass.TUNNEL, "[2001:db8:1:2::1]", 3) + tries(ConnectionClass.TUNNEL, "[2001:db8:1:2:ffff::9]", 1));
        assertEquals(Duration.ofMinutes(9), throttle.take(source(ConnectionClass.TUNNEL, "2001:db8:1:2::1")));
        assertEquals(1, tries(ConnectionClass.TUNNEL, "[2001:db8:1:3::1]", 1));
    }

    @Test
    void who_has_many_networks_of_ipv6_leaves_a_try_and_half_of_those_to_come_to_the_others() {
        assertEquals(4, triesOfASite());
        assertEquals(1, tries(ConnectionClass.TUNNEL, "[2001:db8:2:1::1]", 1000));
        for (int i = 0; i < 10; i++) {
            worker.advance(Duration.ofMinutes(6));
            assertEquals(1, triesOfASite());
            assertEquals(1, tries(ConnectionClass.TUNNEL, "198.51.100." + i, 1000));
        }
    }

    /** @return how many of those of a /56, which is what one customer may have, are allowed */
    private int triesOfASite() {
        int all = 0;
        for (int network = 0; network < 256; network++) {
            all += tries(ConnectionClass.TUNNEL, "[2001:db8:1:" + Integer.toHexString(network) + "::1]", 1);
        }
        return all;
    }

    @Test
    void whom_it_refuses_makes_it_forget_nobody() {
        assertEquals(4, tries(ConnectionClass.TUNNEL, "203.0.113.7", 1000));
        assertEquals(1, tries(ConnectionClass.TUNNEL, "198.51.100.9", 1));
        for (int i = 0; i < 2000; i++) {
            assertEquals(0, tries(ConnectionClass.TUNNEL, "10." + i / 200 + "." + i % 200 + ".1", 1));
        }
        worker.advance(Duration.ofMinutes(3));
        assertEquals(0, tries(ConnectionClass.TUNNEL, "203.0.113.7", 1));
        assertEquals(1, tries(ConnectionClass.TUNNEL, "198.51.100.9", 1));
    }

    @Test
    void a_try_that_was_right_is_given_back_to_its_source_too() {
        for (int i = 0; i < 100; i++) {
            assertTrue(throttle.take(source(ConnectionClass.TUNNEL, "203.0.113.7")).isZero());
            throttle.giveBack(source(ConnectionClass.TUNNEL, "203.0.113.7"));
        }
    }

    @Test
    void a_try_that_was_right_is_given_back() {
        for (int i = 0; i < 100; i++) {
            assertTrue(throttle.take(source(ConnectionClass.TUNNEL, "127.0.0.1")).isZero());
            throttle.giveBack(source(ConnectionClass.TUNNEL, "127.0.0.1"));
        }
        assertFalse(tries(ConnectionClass.TUNNEL, "127.0.0.1", 10) > 5);
    }

    private int tries(ConnectionClass from, String peer, int attempts) {
        int allowed = 0;
        for (int i = 0; i < attempts; i++) {
            allowed += throttle.take(source(from, peer)).isZero() ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void p4_a_known_browser_has_ten_of_its_own() {
        tries(ConnectionClass.TUNNEL, "127.0.0.1", 1000);
        Throttle.Source known = new Throttle.Source(ConnectionClass.TUNNEL, "127.0.0.1", Optional.of("b1"));
        for (int i = 0; i < 10; i++) {
            assertTrue(throttle.take(known).isZero());
        }
        assertEquals(Duration.ofMinutes(1), throttle.take(known));
        assertTrue(throttle.take(new Throttle.Source(ConnectionClass.TUNNEL, "127.0.0.1", Optional.of("b2"))).isZero());
    }

    private static Throttle.Source source(ConnectionClass from, String peer) {
        return new Throttle.Source(from, peer, Optional.empty());
    }
}
