package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CZ.NIC's Knot Resolver 5. It forwards, as to a provider's resolver: asked to stub, it would cache nothing for longer than 5 s, which
 * proves nothing.
 *
 * @param options lines of its configuration, in Lua
 */
record KnotRecipe(String... options) implements Recipe {
    @Override
    public String program() {
        return "kresd";
    }

    @Override
    public List<String> write(Path home, int port, Upstream upstream) throws IOException {
        Path file = home.resolve("kresd.conf");
        Files.writeString(file, """
                net.ipv6 = false
                net.listen('127.0.0.1', %d, { kind = 'dns' })
                modules = { 'policy' }
                cache.size = 10 * MB
                trust_anchors.remove('.')
                policy.add(policy.suffix(policy.FORWARD({ '%s@%d' }), { todname('%s') }))
                %s
                """.formatted(port, upstream.host(), upstream.port(), upstream.zone(), String.join("\n", options)));
        return List.of(program(), "-n", "-c", file.toString(), home.toString());
    }
}
