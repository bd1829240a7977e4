package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** NLnet Labs' unbound. @param options lines of its {@code server:} clause */
record UnboundRecipe(String... options) implements Recipe {
    @Override
    public String program() {
        return "unbound";
    }

    @Override
    public List<String> write(Path home, int port, Upstream upstream) throws IOException {
        Path file = home.resolve("unbound.conf");
        Files.writeString(file, """
                server:
                  interface: 127.0.0.1
                  port: %d
                  num-threads: 1
                  do-daemonize: no
                  chroot: ""
                  username: ""
                  directory: "%s"
                  pidfile: "%s/unbound.pid"
                  use-syslog: no
                  do-not-query-localhost: no
                  module-config: "iterator"
                  local-zone: "test." nodefault
                  %s
                remote-control:
                  control-enable: no
                %s:
                  name: "%s"
                  %s: %s@%d
                """.formatted(port, home, home, String.join("\n  ", options), upstream.caching() ? "forward-zone" : "stub-zone",
                upstream.zone(), upstream.caching() ? "forward-addr" : "stub-addr", upstream.host(), upstream.port()));
        return List.of(program(), "-d", "-c", file.toString());
    }
}
