package link.box.common.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * One server that answers for the zone, asked directly: over UDP, and over TCP when an answer does not fit.
 *
 * @param name how people know it
 * @param address where it is
 */
public record Nameserver(String name, InetSocketAddress address) {
    static final int PORT = 53;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /**
     * @param text {@code host[:port]}; a host's name is looked up
     * @throws IOException it is not that, or the name cannot be looked up
     */
    public static Nameserver of(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && text.indexOf(':') == colon || text.startsWith("[") && text.contains("]:");
        try {
            String host = port ? text.substring(0, colon) : text;
            return new Nameserver(text, new InetSocketAddress(InetAddress.getByName(host),
                    port ? Integer.parseInt(text.substring(colon + 1)) : PORT));
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + text + "\" is not host:port", e);
        }
    }

    /** @return the values it has for the name now; throws if it does not answer */
    public List<String> texts(String name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.TXT, DClass.IN));
        // not a cache's business
        query.getHeader().unsetFlag(Flags.RD);
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(TIMEOUT);
        Message answer = resolver.send(query);
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            throw new IOException(Rcode.string(rcode)); // a server that does not serve the zone says nothing about it
        }
        return answer.getSection(Section.ANSWER).stream()
                .flatMap(record -> record instanceof TXTRecord text ? Stream.of(text) : Stream.empty())
                .map(text -> text.getStrings().stream().map(String::valueOf).collect(Collectors.joining()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
