package link.box.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.common.fact.Published;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class AddressWatchTest {
    private final ManualWorker worker = new ManualWorker();
    private final Registry registry = new Registry("link.box.address", Path.of("unused"));
    private Optional<LocalAddresses> actual = Optional.empty();
    private final AddressWatch watch = new AddressWatch(new Published<>(registry.context(), LocalAddresses.class), worker,
            new Interfaces(Settings.of(Config.class, Map.of())) {
                @Override
                Optional<LocalAddresses> find() {
                    return actual;
                }
            });

    private static Optional<LocalAddresses> at(String address) throws IOException {
        return Optional.of(new LocalAddresses(List.of(new LocalAddress("eth0", InetAddress.getByName(address), 24)), Optional.empty()));
    }

    private String published() {
        return registry.of(LocalAddresses.class).stream().map(each -> each.ipv4().orElseThrow().getHostAddress())
                .reduce("", String::concat);
    }

    @Test
    void a_cable_that_is_not_in_yet_is_no_error() throws Exception {
        worker.run();
        assertEquals("", published());
        assertTrue(worker.failure("look for the local address").isEmpty());
        actual = at("192.168.1.20");
        worker.advance(Duration.ofSeconds(10));
        assertEquals("192.168.1.20", published());
        watch.stop();
        assertEquals("", published());
    }

    @Test
    void the_first_change_counts_at_once_and_the_next_two_seconds_after_it() throws Exception {
        actual = at("192.168.1.20");
        worker.run();
        assertEquals("192.168.1.20", published());
        worker.advance(Duration.ofSeconds(5));
        actual = at("192.168.1.21");
        watch.event();
        worker.run();
        assertEquals("192.168.1.21", published());
        actual = at("192.168.1.22");
        worker.advance(Duration.ofSeconds(1));
        watch.event();
        worker.run();
        assertEquals("192.168.1.21", published(), "only a second after the change before");
        worker.advance(Duration.ofSeconds(1));
        assertEquals("192.168.1.22", published());
    }

    @Test
    void a_flap_that_ends_where_it_began_changes_nothing() throws Exception {
        actual = at("192.168.1.20");
        worker.run();
        LocalAddresses before = registry.of(LocalAddresses.class).get(0);
        actual = Optional.empty();
        watch.event();
        worker.run();
        actual = at("192.168.1.20");
        worker.advance(Duration.ofSeconds(2));
        assertTrue(before == registry.of(LocalAddresses.class).get(0), "the same fact, not a new one that is equal");
    }

    @Test
    void an_address_that_went_is_withdrawn() throws Exception {
        actual = at("192.168.1.20");
        worker.run();
        actual = Optional.empty();
        worker.advance(Duration.ofSeconds(10));
        assertEquals("192.168.1.20", published(), "seen only now, by polling");
        worker.advance(Duration.ofSeconds(2));
        assertEquals("", published());
    }

    @Test
    void an_address_that_is_taken_away_before_the_next_is_set_costs_no_time() throws Exception {
        actual = at("192.168.1.20");
        worker.run();
        worker.advance(Duration.ofSeconds(5));
        actual = Optional.empty();
        watch.event();
        worker.run();
        assertEquals("192.168.1.20", published());
        actual = at("192.168.1.21");
        watch.event();
        worker.run();
        assertEquals("192.168.1.21", published());
    }

    @Test
    void one_that_is_taken_away_while_another_stays_costs_no_time_either() throws Exception {
        LocalAddress six = new LocalAddress("eth0", InetAddress.getByName("fd00::1"), 64);
        actual = Optional.of(new LocalAddresses(List.of(at("192.168.1.20").orElseThrow().all().get(0), six), Optional.empty()));
        worker.run();
        worker.advance(Duration.ofSeconds(5));
        actual = Optional.of(new LocalAddresses(List.of(six), Optional.empty()));
        watch.event();
        worker.run();
        assertEquals("192.168.1.20", published());
        actual = Optional.of(new LocalAddresses(List.of(at("192.168.1.21").orElseThrow().all().get(0), six), Optional.empty()));
        watch.event();
        worker.run();
        assertEquals("192.168.1.21", published());
    }

    @Test
    void a_hundred_flaps_in_a_minute_are_followed_at_a_steady_pace_and_the_last_one_counts() throws Exception {
        int changes = 0;
        for (int i = 0; i < 100; i++) {
            String before = published();
            actual = i % 3 == 0 ? Optional.empty() : at("192.168.1." + (20 + i % 2));
            watch.event();
            worker.advance(Duration.ofMillis(600));
            changes += published().equals(before) ? 0 : 1;
        }
        worker.advance(Duration.ofSeconds(4));
        assertTrue(changes > 2 && changes <= 31, changes + " changes");
        assertEquals("", published());
    }
}
