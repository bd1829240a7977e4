package link.box.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.api.net.ExternalAddress;
import link.box.common.fact.Published;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.SoleBox;
import link.box.nat.NatRouter.Way;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real router, asked in each of the three ways alone: it tells its address, the change of it, and nothing is opened in it. */
@ResourceLock("home network")
class NatIT {
    private static final String FIRST = "1.2.3.4";
    private static final String SECOND = "5.6.7.8";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ManualWorker worker = new ManualWorker();
    private final Registry registry = new Registry("link.box.nat", Path.of("unused"));

    @BeforeAll
    static void a_network_takes_root_and_some_programs() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: NatIT makes a network namespace, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
        for (String each : List.of("miniupnpd", "nft")) {
            boolean there = List.of("/usr/bin", "/usr/sbin").stream().anyMatch(bin -> Files.isExecutable(Path.of(bin, each)));
            if (!there) {
                System.out.println("SKIPPED: NatIT needs the program " + each);
            }
            Assumptions.assumeTrue(there, each + " is missing");
        }
    }

    private static Path directory(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("box.labs"))), name);
    }

    private static NatRouter router(Way way) throws Exception {
        NatRouter router = new NatRouter(directory("nat"));
        try {
            router.outside(FIRST);
            router.start(way);
            return router;
        } catch (Exception e) {
            router.close();
            throw e;
        }
    }

    private Asking asking(NatRouter router) throws IOException {
        Asking asking = new Asking(new Published<>(registry.context(), ExternalAddress.class), worker, Settings.of(Config.class, Map.of()),
                new Questions(System::nanoTime));
        asking.setAddresses(router.addresses());
        return asking;
    }

    private List<ExternalAddress> facts() {
        return registry.of(ExternalAddress.class);
    }

    private static List<ExternalAddress> told(String address, Way way) throws IOException {
        return List.of(new ExternalAddress(NatRouter.address(address), way.protocol()));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void its_address_is_told_a_change_is_noticed_and_silence_ends_it(Way way) throws Exception {
        try (NatRouter router = router(way)) {
            String rules = router.rules();
            Asking asking = asking(router);
            long start = System.nanoTime();
            worker.run();
            System.out.printf("figure: asking miniupnpd by %s: %d ms%n", way.protocol(), (System.nanoTime() - start) / 1_000_000);
            assertEquals(told(FIRST, way), facts(), () -> worker.failure(Asking.JOB) + "");

            router.outside(SECOND);
            worker.advance(Asking.PERIOD);
            assertEquals(told(SECOND, way), facts());
            router.outside(FIRST);
            asking.setAddresses(router.addresses()); // a change at home is a kick
            worker.run();
            assertEquals(told(FIRST, way), facts());
            assertEquals(rules, router.rules(), "asking has opened something: " + router.log());

            router.stop();
            worker.advance(Asking.PERIOD);
            assertEquals(List.of(), facts());
            assertTrue(worker.failure(Asking.JOB).orElseThrow().getMessage().startsWith("the router 192.168.77.1 does not say ("));
        }
    }

    @Test
    void the_status_of_a_box_tells_it_as_outside() throws Exception {
        Path images = Path.of(System.getProperty("box.images")).toRealPath();
        try (NatRouter router = router(Way.NAT_PMP);
                ImageProcess box = SoleBox.of(images, directory("nat-box"), router.route(), 0).process()) {
            box.start();
            JsonObject outside = Await.until(PATIENCE, "the Box knows it", () -> box.status().json().getJsonObject("outside"));
            assertEquals(FIRST, outside.getString("address"));
            assertEquals("NAT-PMP", outside.getString("protocol"));
        }
    }

    @Test
    void what_the_rfc_of_pcp_proposes_would_open_something() throws Exception {
        try (NatRouter router = router(Way.PCP)) {
            String rules = router.rules();
            map(router, 0);
            assertEquals(rules, router.rules());
            map(router, 1);
            assertTrue(router.rules().contains("dport") && !router.rules().equals(rules), router.rules());
        }
    }

    /** A MAP of a port for so many seconds, as RFC 6887, section 11.6, has it, and waits for the answer. */
    private static void map(NatRouter router, int seconds) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(router.addresses().ipv4().orElseThrow(), 0))) {
            ByteBuffer request = ByteBuffer.allocate(60).put((byte) 2).put((byte) 1).putShort((short) 0).putInt(seconds);
            request.position(18).putShort((short) 0xffff).put(socket.getLocalAddress().getAddress()).putLong(1).putInt(2).put((byte) 17)
                    .position(40).putShort((short) 2000).putShort((short) 0).position(54).putShort((short) 0xffff);
            socket.setSoTimeout(5000);
            socket.send(new DatagramPacket(request.array(), 60, router.addresses().gateway().orElseThrow(), 5351));
            socket.receive(new DatagramPacket(new byte[1100], 1100));
        }
    }

    @Test
    void a_router_that_knows_itself_behind_another_tells_nothing_and_the_box_claims_nothing() throws Exception {
        try (NatRouter router = router(Way.IGD)) {
            router.outside("100.64.0.9");
            asking(router);
            worker.run();
            assertEquals(List.of(), facts());
        }
    }
}
