package link.box.rebind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.dns.Zone.Ability;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.common.fact.Published;
import link.box.common.file.KeptFile;
import link.box.rebind.ask.LanResolver;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Box in a home network: its detector, the home's resolver, the zone and the zone's name server. */
abstract class DetectorLab {
    static final String HOME = "192.168.1.20";
    static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;
    final ManualWorker worker = new ManualWorker();
    InMemoryZone zone = new InMemoryZone(EnumSet.allOf(Ability.class));
    Registry registry;
    FakeDns resolver;
    FakeDns authority;
    Detector detector;
    PublishedAddress record;

    @BeforeEach
    void start() throws Exception {
        registry = new Registry("link.box.rebind", directory);
        begin(zone);
    }

    void begin(InMemoryZone server) throws IOException {
        zone = server;
        resolver = new FakeDns(zone.records());
        authority = new FakeDns(zone.records());
        zone.control((Inet4Address) InetAddress.getByName("9.9.9.9"));
    }

    @AfterEach
    void stop() {
        resolver.close();
        authority.close();
    }

    void boot() {
        detector = new Detector(new Published<>(registry.context(), RebindProtection.class), new KeptFile(file(), 1024),
                new FakeIdentity("id", "box.test"), zone, worker,
                Settings.of(Detector.Config.class, Map.of("nameservers", authority.endpoint())),
                new LanResolver(resolver.endpoint(), directory.resolve("resolv.conf")));
    }

    void bind(String address, String gateway) throws IOException {
        detector.setAddresses(addresses(address, gateway));
        record = new PublishedAddress(Optional.of((Inet4Address) InetAddress.getByName(address)), Optional.empty(), true, List.of());
        detector.setRecord(record);
    }

    static LocalAddresses addresses(String address, String gateway) throws IOException {
        return new LocalAddresses(List.of(new LocalAddress("eth0", InetAddress.getByName(address), 24)),
                Optional.of(InetAddress.getByName(gateway)));
    }

    void online() throws IOException {
        boot();
        bind(HOME, "192.168.1.1");
        worker.advance(SOON);
    }

    Path file() {
        return directory.resolve("names.txt");
    }

    /** The resolver has lost the way to the zone's servers. */
    void withoutTheZone() throws IOException {
        resolver.close();
        resolver = new FakeDns(Map.of());
    }

    RebindProtection fact() {
        List<RebindProtection> facts = registry.of(RebindProtection.class);
        assertEquals(1, facts.size(), () -> String.valueOf(worker.failure("see whether the home's resolver withholds private addresses")));
        return facts.get(0);
    }
}
