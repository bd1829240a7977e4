package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontendsTest {
    private final Frontends frontends = new Frontends();
    private final Candidate a = candidate("192.0.2.1");
    private final Candidate b = candidate("192.0.2.2");
    private final Candidate six = candidate("2001:db8::1");

    @BeforeEach
    void begin() {
        frontends.know(List.of(six, a, b));
    }

    @Test
    void the_nearest_is_the_best_and_one_for_ipv6_only_comes_after_all_others() {
        took(six, 1);
        took(a, 50);
        took(b, 30);
        assertEquals(b, frontends.best(0));
        frontends.unmeasured(b);
        assertEquals(a, frontends.best(0));
        frontends.unmeasured(a);
        assertEquals(six, frontends.best(0));
    }

    @Test
    void one_that_has_failed_is_passed_over_for_two_minutes() {
        took(a, 10);
        took(b, 30);
        frontends.failed(a, 0);
        assertEquals(b, frontends.best(seconds(119)));
        assertEquals(a, frontends.best(seconds(120)));
    }

    @Test
    void if_all_have_failed_it_is_the_turn_of_the_one_that_failed_longest_ago() {
        frontends.failed(b, 0);
        frontends.failed(a, seconds(1));
        assertFalse(frontends.isWorn(seconds(1)));
        frontends.failed(six, seconds(2));
        assertTrue(frontends.isWorn(seconds(2)));
        assertEquals(b, frontends.best(seconds(2)));
        frontends.failed(b, seconds(3));
        assertEquals(a, frontends.best(seconds(3)));
        frontends.unmeasured(a);
        assertEquals(b, frontends.best(seconds(3)), "all of the world can reach it");
        frontends.unmeasured(b);
        assertEquals(six, frontends.best(seconds(3)));
    }

    @Test
    void a_name_with_addresses_of_both_kinds_is_one_frontend_however_often_it_fails() {
        Candidate four = candidate("dual", "192.0.2.3");
        Candidate sameBySix = candidate("dual", "2001:db8::3");
        frontends.know(List.of(sameBySix, four));
        took(sameBySix, 1);
        assertEquals(List.of(four), frontends.choice());
        frontends.failed(four, 0);
        assertEquals(four, frontends.best(0));
        assertTrue(frontends.isWorn(0));
        assertFalse(frontends.hasOther(four));
        assertEquals(Optional.empty(), frontends.other(four, true, 0));
        frontends.unmeasured(four);
        frontends.unmeasured(sameBySix);
        assertEquals(List.of(four), frontends.choice());
    }

    @Test
    void ipv6_takes_over_while_no_ipv4_is_reached_and_no_longer() {
        Candidate four = candidate("dual", "192.0.2.3");
        Candidate sameBySix = candidate("dual", "2001:db8::3");
        frontends.know(List.of(four, a, sameBySix));
        frontends.unmeasured(four);
        took(sameBySix, 1);
        assertEquals(a, frontends.best(0));
        frontends.unmeasured(a);
        assertEquals(sameBySix, frontends.best(0));
        assertFalse(frontends.hasOther(sameBySix));
        took(a, 100);
        assertEquals(Optional.of(a), frontends.nearer(sameBySix, 0));
        frontends.failed(a, 0);
        assertEquals(Optional.empty(), frontends.nearer(sameBySix, 0));
    }

    @Test
    void a_nearer_one_has_to_be_clearly_nearer_three_times_in_a_row() {
        took(a, 100);
        took(b, 30);
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        took(b, 60);
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        took(b, 30);
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        assertEquals(Optional.of(b), frontends.nearer(a, 0));
    }

    @Test
    void a_few_milliseconds_are_nothing_and_nothing_is_nearer_that_is_not_reached() {
        took(a, 20);
        took(b, 1);
        rounds(4);
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
        took(a, 100);
        frontends.unmeasured(b);
        rounds(4);
        assertEquals(Optional.empty(), frontends.nearer(a, 0));
    }

    private void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            frontends.nearer(a, 0);
        }
    }

    @Test
    void another_is_one_that_has_not_failed_unless_it_must_be() {
        frontends.know(List.of(a, b));
        assertEquals(Optional.of(b), frontends.other(a, false, 0));
        frontends.failed(b, 0);
        assertEquals(Optional.empty(), frontends.other(a, false, 0));
        assertEquals(Optional.of(b), frontends.other(a, true, 0));
    }

    private void took(Candidate one, int millis) {
        frontends.measured(one, Duration.ofMillis(millis));
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }

    private static Candidate candidate(String address) {
        return candidate(address, address);
    }

    private static Candidate candidate(String name, String address) {
        try {
            InetAddress known = InetAddress.getByName(address);
            return new Candidate(new HostPort(name, 443), new InetSocketAddress(known, 443), known);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
