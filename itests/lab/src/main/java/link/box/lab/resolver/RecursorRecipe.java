package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The PowerDNS Recursor. @param options lines of its configuration */
record RecursorRecipe(String... options) implements Recipe {
    @Override
    public String program() {
        return "pdns_recursor";
    }

    @Override
    public List<String> write(Path home, int port, Upstream upstream) throws IOException {
        Files.writeString(home.resolve("recursor.conf"), """
                local-address=127.0.0.1
                local-port=%d
                daemon=no
                threads=1
                setuid=
                setgid=
                socket-dir=%s
                disable-syslog=yes
                dnssec=off
                dont-query=
                export-etc-hosts=off
                security-poll-suffix=
                hint-file=no
                %s=%s=%s:%d
                %s
                """.formatted(port, home, upstream.caching() ? "forward-zones-recurse" : "forward-zones", upstream.zone(),
                upstream.host(), upstream.port(), String.join("\n", options)));
        return List.of(program(), "--config-dir=" + home);
    }
}
