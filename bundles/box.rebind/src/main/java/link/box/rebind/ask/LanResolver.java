package link.box.rebind.ask;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.dns.Nameserver;
import org.xbill.DNS.Address;

/** Finds the resolver that the home network's devices ask: as set, or as DHCP has told it to this one, or the router. */
public final class LanResolver {
    private static final int PORT = 53;
    private static final int LIMIT = 1 << 16;
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*nameserver\\s+(\\S+)");

    private final String setting;
    private final Path configuration;

    /**
     * @param setting {@code host[:port]}; empty to find it
     * @param configuration of the system's resolver, resolv.conf(5)
     */
    public LanResolver(String setting, Path configuration) {
        this.setting = setting.strip();
        this.configuration = configuration;
    }

    /**
     * Blocks for disk.
     *
     * @param gateway the router, if one is known
     * @return where it is; empty if nobody knows
     * @throws IOException the setting is wrong
     */
    public Optional<InetSocketAddress> find(Optional<InetAddress> gateway) throws IOException {
        if (!setting.isEmpty()) {
            return Optional.of(Nameserver.of(setting).address());
        }
        return configured().or(() -> gateway).map(address -> new InetSocketAddress(address, PORT));
    }

    private Optional<InetAddress> configured() {
        try (InputStream in = Files.newInputStream(configuration)) {
            Matcher line = LINE.matcher(new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1));
            return line.find() ? literal(line.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // images without that file have the setting, or the router
        }
    }

    /** A name would be looked up by the very resolver that is looked for. */
    private static Optional<InetAddress> literal(String text) throws UnknownHostException {
        boolean literal = text.contains(":") || Address.toByteArray(text, Address.IPv4) != null;
        return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    }
}
