package link.box.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks one DNS server, past all caches. */
public final class Dns {
    private final SimpleResolver resolver;

    /** @param port on loopback */
    public Dns(int port) {
        this("127.0.0.1", port);
    }

    /** @param address in figures */
    public Dns(String address, int port) {
        resolver = new SimpleResolver(new InetSocketAddress(address, port));
        resolver.setTimeout(Duration.ofSeconds(3));
    }

    /** @return the values in the answer, in presentation form; empty for NODATA and NXDOMAIN */
    public List<String> values(String name, String type) throws IOException {
        Message answer = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.value(type), org.xbill.DNS.DClass.IN)));
        return answer.getSection(Section.ANSWER).stream().filter(each -> each.getType() == Type.value(type)).map(Record::rdataToString).toList();
    }
}
