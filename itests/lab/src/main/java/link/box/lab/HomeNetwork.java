package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.Map;

/**
 * A home network of real packets: a network namespace with a router (dnsmasq gives out addresses) and whoever visits the Box; one
 * interface of this machine is the Box's cable into it, with a DHCP client on it. Needs root. Touches no other interface or route.
 */
public final class HomeNetwork implements AutoCloseable {
    private static final String ROUTER = "192.168.77.1";
    private static final String ROUTER6 = "fd77::1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger MADE = new AtomicInteger();

    private final Path directory;
    /** One that could not be taken down must not be in the way of the next. */
    private final int number = MADE.incrementAndGet();
    private final String namespace = "bxh" + ProcessHandle.current().pid() + "-" + number;
    private final String cable = "bxc" + ProcessHandle.current().pid() % 100_000 + "-" + number % 1_000;
    private final List<Program> programs = new ArrayList<>();
    /** This machine's ends of them. A namespace that is deleted takes them along, but some time later. */
    private final List<String> links = new ArrayList<>();
    private Program router;
    private Program client;
    private String numbered;
    private boolean uplinked;

    /** Makes the network; the cable is not in yet. */
    public HomeNetwork(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        run("ip", "netns", "add", namespace);
        try {
            run("ip", "link", "add", cable, "type", "veth", "peer", "name", "lan", "netns", namespace);
            links.add(cable);
            inside("ip", "link", "set", "lo", "up");
            inside("ip", "address", "add", ROUTER + "/24", "dev", "lan");
            inside("ip", "link", "set", "lan", "up");
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** @return name of the Box's interface */
    public String cable() {
        return cable;
    }

    /** Puts the cable in: from now on a DHCP client asks for an address. */
    public void plugIn() throws IOException, InterruptedException {
        run("ip", "link", "set", cable, "up");
        Path script = directory.resolve("udhcpc.sh");
        Files.writeString(script, """
                #!/bin/sh
                case "$1" in
                deconfig) ip address flush dev "$interface" ;;
                bound|renew) ip address flush dev "$interface"; ip address add "$ip/24" dev "$interface" ;;
                esac
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        client = kept(Program.start("udhcpc", directory.resolve("udhcpc.log"), Map.of(),
                List.of("udhcpc", "-f", "-i", cable, "-t", "20", "-T", "1", "-A", "1", "-s", script.toString())));
    }

    /** Gives the Box this address in place of the one it has, as a router does that was set to another range: no DHCP, no gap. */
    public void renumber(String address) throws IOException, InterruptedException {
        String before = numbered;
        if (before == null) {
            run("ip", "link", "set", cable, "up");
        }
        run("ip", "address", "add", address + "/32", "dev", cable);
        numbered = address;
        if (before != null) {
            run("ip", "address", "del", before + "/32", "dev", cable);
        }
    }

    /**
     * Connects the network with this machine by a second link, as a provider does: who is inside reaches the Box by it, and servers that
     * listen on all addresses.
     *
     * @return this machine's address on that link
     */
    public String uplink() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        String net = "10.77." + pid / 64 % 256 + ".";
        long host = pid % 64 * 4 + 1;
        if (!uplinked) {
            uplinked = true;
            String name = "bxu" + pid % 100_000;
            run("ip", "link", "add", name, "type", "veth", "peer", "name", "wan", "netns", namespace);
            links.add(name);
            run("ip", "address", "add", net + host + "/30", "dev", name);
            run("ip", "link", "set", name, "up");
            inside("ip", "address", "add", net + (host + 1) + "/30", "dev", "wan");
            inside("ip", "link", "set", "wan", "up");
            inside("ip", "address", "del", ROUTER + "/24", "dev", "lan");
            inside("ip", "route", "add", "default", "via", net + host);
        }
        return net + host;
    }

    /** From now on the router gives out this address and no other; a client that holds another one is asked to renew. */
    public void giveOut(String address) throws IOException, InterruptedException {
        if (router != null) {
            router.close();
        }
        Path leases = directory.resolve("leases");
        Files.deleteIfExists(leases);
        router = kept(Program.start("dnsmasq", directory.resolve("dnsmasq.log"), Map.of(), inNamespace("dnsmasq", "--keep-in-foreground",
                "--conf-file=/dev/null", "--port=0", "--interface=lan", "--bind-interfaces", "--user=root", "--dhcp-authoritative", "--dhcp-leasefile=" + leases, "--pid-file=" + directory.resolve("dnsmasq.pid"),
                "--dhcp-range=" + address + "," + address + ",255.255.255.0,2m")));
        if (client != null) {
            run("kill", "-USR2", String.valueOf(client.pid())); // release what it has
            run("kill", "-USR1", String.valueOf(client.pid())); // and ask anew
        }
    }

    /** The Box's interface gets a unique local address, too, as by router advertisements; the visitor is on the same network. */
    public void addIpv6(String address) throws IOException, InterruptedException {
        inside("ip", "address", "add", ROUTER6 + "/64", "dev", "lan", "nodad");
        run("ip", "address", "add", address + "/64", "dev", cable, "nodad");
    }

    /** A visitor at home asks with curl. @return what curl prints: the status */
    public String visit(String name, String address, int port, Path roots) throws IOException, InterruptedException {
        Path out = directory.resolve("curl.out");
        Files.deleteIfExists(out);
        Program.start("curl", out, Map.of(), inNamespace("curl", "-sS", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}",
                "--cacert", roots.toString(), "--resolve", name + ":" + port + ":" + address, "https://" + name + ":" + port + "/ping"))
                .waitFor(PATIENCE);
        return Files.readString(out);
    }

    /** Starts a program at home, on the router, which has the interface {@code lan}; it ends with the network. Its output is its own. */
    public Program start(String name, Path out, Map<String, String> environment, String... command) throws IOException {
        return kept(Program.start(name, out, environment, inNamespace(command)));
    }

    private Program kept(Program program) {
        programs.add(program);
        return program;
    }

    private void inside(String... command) throws IOException, InterruptedException {
        run(inNamespace(command).toArray(String[]::new));
    }

    /** @return the command as it runs inside. Not by {@code ip netns exec}: that wants to change mounts, which fails in a chroot */
    public List<String> inNamespace(String... command) {
        List<String> whole = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace));
        whole.addAll(List.of(command));
        return whole;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("network.log");
        int code = Program.start(command[0], log, Map.of(), List.of(command)).waitFor(PATIENCE);
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    @Override
    public void close() throws IOException {
        programs.forEach(Program::close);
        try {
            for (String link : links) {
                run("ip", "link", "delete", link);
            }
            run("ip", "netns", "delete", namespace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
