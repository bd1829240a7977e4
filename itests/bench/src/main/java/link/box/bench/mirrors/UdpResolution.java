package link.box.bench.mirrors;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Real queries over UDP, none of them kept here. Blocks for a second at most. */
final class UdpResolution implements Resolution {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SimpleResolver resolver;

    UdpResolution(InetSocketAddress address) {
        resolver = new SimpleResolver(address);
        resolver.setTimeout(PATIENCE);
    }

    @Override
    public String ask(String name) {
        try {
            Message answer = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN)));
            if (answer.getRcode() != Rcode.NOERROR) {
                return Rcode.string(answer.getRcode());
            }
            return answer.getSection(Section.ANSWER).stream().filter(each -> each.getType() == Type.A).map(Record::rdataToString)
                    .sorted().reduce((one, other) -> one + " " + other).orElse("NODATA");
        } catch (IOException e) {
            return SILENCE;
        }
    }
}
