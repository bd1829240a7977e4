package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ISC's BIND 9. @param options lines of its {@code options} statement */
record BindRecipe(String... options) implements Recipe {
    @Override
    public String program() {
        return "named";
    }

    @Override
    public List<String> write(Path home, int port, Upstream upstream) throws IOException {
        Path file = home.resolve("named.conf");
        Files.writeString(file, """
                options {
                  directory "%s";
                  listen-on port %d { 127.0.0.1; };
                  listen-on-v6 { none; };
                  pid-file "named.pid";
                  session-keyfile "session.key";
                  recursion yes;
                  dnssec-validation no;
                  empty-zones-enable no;
                  %s
                };
                controls { };
                zone "%s" { type forward; forward only; forwarders { %s port %d; }; };
                """.formatted(home, port, String.join("\n  ", options), upstream.zone(), upstream.host(), upstream.port()));
        return List.of(program(), "-g", "-4", "-n", "1", "-c", file.toString());
    }
}
