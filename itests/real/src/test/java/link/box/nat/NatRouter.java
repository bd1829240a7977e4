package link.box.nat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.Program;

/** A home whose router has an address outside and runs Debian's miniupnpd, with one of its three ways to be asked. */
final class NatRouter implements AutoCloseable {
    private static final String BOX = "192.168.77.20";
    private static final String GATEWAY = "192.168.77.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final HomeNetwork home;
    private Program daemon;

    /** What is switched on. */
    enum Way {
        NAT_PMP("NAT-PMP"), PCP("PCP"), IGD("UPnP IGD");

        private final String protocol;

        Way(String protocol) {
            this.protocol = protocol;
        }

        String protocol() {
            return protocol;
        }
    }

    NatRouter(Path directory) throws Exception {
        this.directory = directory;
        this.home = new HomeNetwork(directory);
        run(List.of("ip", "address", "add", BOX + "/24", "dev", home.cable()));
        run(List.of("ip", "link", "set", home.cable(), "up"));
        inside("ip", "link", "add", "wan", "type", "veth", "peer", "name", "provider");
        inside("ip", "link", "set", "provider", "up");
        inside("ip", "link", "set", "wan", "up");
        // where miniupnpd would put its mappings: without them it could not make any
        inside("nft", "add table inet filter; add chain inet filter miniupnpd; add chain inet filter prerouting_miniupnpd; "
                + "add chain inet filter postrouting_miniupnpd; "
                + "add table ip switch; add chain ip switch input { type filter hook input priority 0; }");
    }

    /** @return where the Box is in it */
    LocalAddresses addresses() throws IOException {
        return new LocalAddresses(List.of(new LocalAddress(home.cable(), address(BOX), 24)), Optional.of(address(GATEWAY)));
    }

    static Inet4Address address(String text) throws IOException {
        return (Inet4Address) InetAddress.getByName(text);
    }

    /** The Box has the router as its way outside, as by DHCP; the last of this machine's ways, and it ends with the network. */
    String route() throws Exception {
        run(List.of("ip", "route", "add", "default", "via", GATEWAY, "dev", home.cable(), "metric", "9000"));
        return home.cable();
    }

    /** The provider gives the router this address in place of the one it has. */
    void outside(String address) throws Exception {
        inside("ip", "address", "flush", "dev", "wan");
        inside("ip", "address", "add", address + "/32", "dev", "wan");
    }

    /** NAT-PMP and PCP are one switch and one port: of the two, the packets of the other's version are dropped. */
    void start(Way way) throws Exception {
        Path settings = Files.writeString(directory.resolve("miniupnpd.conf"), """
                ext_ifname=wan
                listening_ip=lan
                port=0
                enable_natpmp=%s
                enable_upnp=%s
                uuid=6f0b9d5c-3e2b-4d55-9f0f-5a6b7c8d9e0f
                allow 1024-65535 192.168.77.0/24 1024-65535
                deny 0-65535 0.0.0.0/0 0-65535
                """.formatted(way == Way.IGD ? "no" : "yes", way == Way.IGD ? "yes" : "no"));
        if (way != Way.IGD) {
            inside("nft", "add rule ip switch input udp dport 5351 @th,64,8 " + (way == Way.PCP ? 0 : 2) + " drop");
        }
        daemon = home.start("miniupnpd", directory.resolve("miniupnpd.log"), Map.of(), "miniupnpd", "-d", "-f", settings.toString(),
                "-P", directory.resolve("miniupnpd.pid").toString());
        String ready = way == Way.IGD ? "HTTP listening on port" : "Listening for NAT-PMP/PCP";
        Await.isTrue(PATIENCE, "miniupnpd listens", () -> daemon.output().contains(ready));
    }

    void stop() {
        daemon.close();
    }

    /** @return what the daemon said */
    String log() throws IOException {
        return daemon.output();
    }

    /** @return what its firewall lets in and translates */
    String rules() throws Exception {
        Path out = directory.resolve("rules");
        Files.deleteIfExists(out);
        Program.start("nft", out, Map.of(), home.inNamespace("nft", "list", "table", "inet", "filter")).waitFor(PATIENCE);
        return Files.readString(out);
    }

    private void inside(String... command) throws Exception {
        run(home.inNamespace(command));
    }

    private void run(List<String> command) throws Exception {
        Path log = directory.resolve("router.log");
        if (Program.start(command.get(0), log, Map.of(), command).waitFor(PATIENCE) != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    /** The kernel takes its time with the cable, and the next home has one of the same name. */
    @Override
    public void close() throws IOException, InterruptedException {
        home.close();
        Await.isTrue(PATIENCE, "the cable is gone", () -> NetworkInterface.getByName(home.cable()) == null);
    }
}
