package link.box.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import link.box.api.net.ExternalAddress;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.common.fact.Published;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class AskingTest {
    private final ManualWorker worker = new ManualWorker();
    private final Registry registry = new Registry("link.box.nat", Path.of("unused"));
    private final List<String> asked = new ArrayList<>();
    private String first;
    private String second;

    /** A way to ask whose answer is set by hand; null is silence. */
    private Question way(String protocol, Supplier<String> answer) {
        return new Question() {
            @Override
            public String protocol() {
                return protocol;
            }

            @Override
            public Inet4Address ask(Router router, Deadline deadline) throws IOException {
                asked.add(protocol + " " + router.own().getHostAddress() + "->" + router.gateway().getHostAddress());
                if (answer.get() == null) {
                    throw new SocketTimeoutException("whatever");
                }
                return ipv4(answer.get());
            }
        };
    }

    private Asking asking(Map<String, Object> settings) {
        return new Asking(new Published<>(registry.context(), ExternalAddress.class), worker, Settings.of(Config.class, settings),
                new Questions(List.of(way("NAT-PMP", () -> first), way("UPnP IGD", () -> second)), worker::nanos));
    }

    private static Inet4Address ipv4(String text) throws IOException {
        return (Inet4Address) InetAddress.getByName(text);
    }

    private static LocalAddresses home(String own, String gateway) throws IOException {
        return new LocalAddresses(List.of(new LocalAddress("eth0", ipv4(own), 24)), Optional.of(ipv4(gateway)));
    }

    private List<ExternalAddress> facts() {
        return registry.of(ExternalAddress.class);
    }

    @Test
    void what_the_router_says_is_a_fact_also_if_it_is_shared() throws Exception {
        first = "100.64.0.9";
        Asking asking = asking(Map.of());
        worker.run();
        assertEquals(List.of(), facts());
        asking.setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.run();
        assertEquals(List.of(new ExternalAddress(ipv4("100.64.0.9"), "NAT-PMP")), facts());
        assertEquals(List.of("NAT-PMP 192.168.77.20->192.168.77.1"), asked);
    }

    @Test
    void where_one_way_is_silent_the_next_is_tried() throws Exception {
        second = "1.2.3.4";
        asking(Map.of()).setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.run();
        assertEquals(List.of(new ExternalAddress(ipv4("1.2.3.4"), "UPnP IGD")), facts());
    }

    @Test
    void it_is_asked_again_every_six_hours_and_at_each_change_of_address() throws Exception {
        first = "1.2.3.4";
        Asking asking = asking(Map.of());
        asking.setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.advance(Duration.ofHours(5));
        first = "5.6.7.8";
        assertEquals(1, asked.size());
        worker.advance(Duration.ofHours(1));
        assertEquals(2, asked.size());
        assertEquals("5.6.7.8", facts().get(0).ipv4().getHostAddress());
        asking.setAddresses(home("192.168.77.31", "192.168.77.1"));
        worker.run();
        assertEquals("NAT-PMP 192.168.77.31->192.168.77.1", asked.get(2));
    }

    @Test
    void a_router_that_has_become_silent_ends_the_fact_and_is_asked_again_soon() throws Exception {
        first = "1.2.3.4";
        Asking asking = asking(Map.of());
        asking.setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.run();
        first = null;
        worker.advance(Duration.ofHours(6));
        assertEquals(List.of(), facts());
        assertEquals("the router 192.168.77.1 does not say (NAT-PMP: no answer; UPnP IGD: no answer)",
                worker.failure(Asking.JOB).orElseThrow().getMessage());
        first = "1.2.3.4";
        worker.advance(Duration.ofSeconds(5));
        assertEquals(1, facts().size());
    }

    @Test
    void in_another_network_nothing_is_known_until_its_router_says_so() throws Exception {
        first = "1.2.3.4";
        Asking asking = asking(Map.of());
        LocalAddresses before = home("192.168.77.20", "192.168.77.1");
        asking.setAddresses(before);
        worker.run();
        first = null;
        asking.setAddresses(home("10.0.0.5", "10.0.0.1"));
        asking.unsetAddresses(before);
        worker.run();
        assertEquals(List.of(), facts());
        assertTrue(asked.contains("UPnP IGD 10.0.0.5->10.0.0.1"), asked.toString());
    }

    @Test
    void an_answer_from_a_network_that_was_left_meanwhile_is_no_fact() throws Exception {
        Asking[] asking = new Asking[1];
        Question slow = new Question() {
            @Override
            public String protocol() {
                return "PCP";
            }

            @Override
            public Inet4Address ask(Router router, Deadline deadline) throws IOException {
                asking[0].setAddresses(home("203.0.113.5", "203.0.113.1"));
                return ipv4("1.2.3.4");
            }
        };
        asking[0] = new Asking(new Published<>(registry.context(), ExternalAddress.class), worker, Settings.of(Config.class, Map.of()),
                new Questions(List.of(slow), worker::nanos));
        asking[0].setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.run();
        assertEquals(List.of(), facts());
    }

    @Test
    void an_update_of_who_knows_the_addresses_is_no_change_but_a_lost_network_is() throws Exception {
        first = "1.2.3.4";
        Asking asking = asking(Map.of());
        LocalAddresses home = home("192.168.77.20", "192.168.77.1");
        asking.setAddresses(home);
        worker.run();
        asking.unsetAddresses(home);
        worker.advance(Duration.ofSeconds(9));
        assertEquals(1, facts().size());
        worker.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), facts());
    }

    @Test
    void switched_off_nobody_is_asked() throws Exception {
        first = "1.2.3.4";
        asking(Map.of("ask", false)).setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.advance(Duration.ofHours(7));
        assertEquals(List.of(), asked);
        assertEquals(List.of(), facts());
    }

    @Test
    void the_fact_ends_with_the_component() throws Exception {
        first = "1.2.3.4";
        Asking asking = asking(Map.of());
        asking.setAddresses(home("192.168.77.20", "192.168.77.1"));
        worker.run();
        asking.stop();
        assertEquals(List.of(), facts());
    }
}
