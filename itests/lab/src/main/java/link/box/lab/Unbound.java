package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A caching resolver on loopback that forwards the lab's zone, from Debian's package {@code unbound}. */
public final class Unbound implements AutoCloseable {
    private final Path home;
    private final String address;
    private final int port;
    private Program program;

    Unbound(Path home, int port, String zone, int authority) throws IOException {
        this(home, "127.0.0.1", port, zone, authority);
    }

    /**
     * @param home where its files go
     * @param address where it listens, on loopback
     * @param authority the port of the zone's server, on loopback
     */
    public Unbound(Path home, String address, int port, String zone, int authority) throws IOException {
        this.home = home;
        this.address = address;
        this.port = port;
        Files.writeString(home.resolve("unbound.conf"), """
                server:
                  interface: %s
                  port: %d
                  do-daemonize: no
                  chroot: ""
                  username: ""
                  directory: "%s"
                  pidfile: "%s"
                  use-syslog: no
                  do-not-query-localhost: no
                  module-config: "iterator"
                  local-zone: "test." nodefault
                remote-control:
                  control-enable: no
                stub-zone:
                  name: "%s"
                  stub-addr: 127.0.0.1@%d
                """.formatted(address, port, home, home.resolve("unbound.pid"), zone, authority));
    }

    /** Starts it; returns when it answers. */
    public void start() throws IOException, InterruptedException {
        program = Program.start("unbound", home.resolve("unbound.log"), Map.of(),
                List.of("unbound", "-d", "-c", home.resolve("unbound.conf").toString()));
        Dns dns = new Dns(address, port);
        Await.isTrue(Duration.ofSeconds(10), "unbound answers", () -> !dns.values(Lab.ZONE, "SOA").isEmpty());
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
