package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.Program;

/** Avahi on the home network's router: another implementation of multicast DNS, with a D-Bus of its own. */
final class Avahi {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HomeNetwork home;
    private final Path directory;
    private final Map<String, String> bus;

    Avahi(HomeNetwork home, Path directory) throws IOException, InterruptedException {
        this.home = home;
        this.directory = Files.createDirectories(directory);
        Path socket = Files.createTempDirectory("avahi").resolve("bus"); // a socket's path has to be short
        this.bus = Map.of("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + socket);
        Path rules = Files.writeString(directory.resolve("dbus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig><type>system</type><listen>unix:path=%s</listen><auth>EXTERNAL</auth><policy context="default"><allow user="*"/>
                <allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>
                """.formatted(socket));
        home.start("dbus-daemon", directory.resolve("dbus.log"), Map.of(),
                "dbus-daemon", "--config-file=" + rules, "--nofork", "--nopidfile");
        Await.isTrue(PATIENCE, "the bus is there", () -> Files.exists(socket));
        Path settings = Files.writeString(directory.resolve("avahi.conf"), """
                [server]
                host-name=router
                use-ipv6=no
                allow-interfaces=lan
                [publish]
                publish-workstation=no
                [wide-area]
                enable-wide-area=no
                """);
        Files.createDirectories(Path.of("/run/avahi-daemon"));
        Await.isTrue(Duration.ofMinutes(4), "no other avahi runs on this machine", () -> !anotherRuns());
        Program daemon = start("avahi-daemon", "avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", settings.toString());
        Await.isTrue(PATIENCE, daemon + " is up", () -> daemon.output().contains("Server startup complete"));
    }

    /** The place of its pid file is built in, so there can be one on a machine at a time. */
    private static boolean anotherRuns() throws IOException {
        Path pid = Path.of("/run/avahi-daemon/pid");
        return Files.exists(pid) && ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).isPresent();
    }

    /** Goes on looking for services of a type; lines begin with {@code +}, {@code =} (with all that is told) or {@code -}. */
    Program browse(String type) throws IOException {
        return start("browse" + type, "stdbuf", "-oL", "avahi-browse", "-rpk", type);
    }

    /** Holds a host name. */
    Program publish(String host, String address) throws IOException, InterruptedException {
        Program holder = start("publish", "avahi-publish", "-a", "-R", host, address);
        Await.isTrue(PATIENCE, "avahi holds " + host, () -> holder.output().contains("Established"));
        return holder;
    }

    /** @return the address that a name of the home network leads to now; empty if it leads nowhere */
    String resolve(String host) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "resolve", ".out");
        home.start("avahi-resolve", out, bus, "avahi-resolve", "-4", "-n", host).waitFor(PATIENCE);
        List<String> words = List.of(Files.readString(out).strip().split("\\s+"));
        return words.size() == 2 && words.get(0).equals(host) ? words.get(1) : "";
    }

    private Program start(String name, String... command) throws IOException {
        return home.start(name, Files.createTempFile(directory, name, ".log"), bus, command);
    }
}
