package link.box.rebind.ask;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import link.box.rebind.judge.Reply;
import link.box.rebind.judge.Reply.Code;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * One DNS server, asked over UDP, and over TCP when an answer does not fit. Each try has an id and a port of its own. Methods block, up
 * to 2 s a try. Thread-safe.
 */
public final class Asker {
    private static final int TRIES = 3;
    private static final Duration TRY = Duration.ofSeconds(2);
    private static final int MOST = 16;

    private final SimpleResolver server;

    /** @param address of the server */
    public Asker(InetSocketAddress address) {
        server = new SimpleResolver(address);
        server.setTimeout(TRY);
    }

    /** @return what a cache says of the name's A records, in three tries */
    public Reply address(String name) throws IOException {
        Message query = query(name, Type.A, DClass.IN);
        for (int i = 0; i < TRIES; i++) {
            Optional<Message> answer = send(query);
            if (answer.isPresent()) {
                return reply(answer.get(), query.getQuestion().getName());
            }
        }
        return Reply.of(Code.TIMEOUT);
    }

    /** @return the A records that a server of the zone has, in one try; empty if it does not speak for the zone, or not at all */
    public Optional<List<InetAddress>> owned(String name) throws IOException {
        Message query = query(name, Type.A, DClass.IN);
        query.getHeader().unsetFlag(Flags.RD); // not a cache's business
        return send(query).filter(answer -> answer.getHeader().getFlag(Flags.AA)).map(Asker::addresses);
    }

    /** @return what program it says it is, in one try */
    public Optional<String> version() throws IOException {
        return send(query("version.bind", Type.TXT, DClass.CH)).flatMap(answer -> answer.getSection(Section.ANSWER).stream()
                .flatMap(each -> each instanceof TXTRecord text ? text.getStrings().stream() : Stream.empty()).findFirst());
    }

    private static Message query(String name, int type, int dclass) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, dclass));
    }

    private Optional<Message> send(Message query) throws IOException {
        try {
            Message fresh = query.clone();
            fresh.getHeader().setID(Message.newQuery(query.getQuestion()).getHeader().getID());
            return Optional.of(server.send(fresh));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Reply reply(Message answer, Name name) {
        Code code = switch (answer.getRcode()) {
            case Rcode.NOERROR -> Code.NOERROR;
            case Rcode.NXDOMAIN -> Code.NXDOMAIN;
            case Rcode.REFUSED -> Code.REFUSED;
            case Rcode.SERVFAIL -> Code.SERVFAIL;
            default -> Code.OTHER;
        };
        boolean denied = answer.getSection(Section.AUTHORITY).stream()
                .anyMatch(each -> each instanceof SOARecord && isZoneOf(each.getName(), name));
        return new Reply(code, addresses(answer), denied);
    }

    /** A filter may make up an SOA: of the very name, of the root, or of a zone of its own. */
    private static boolean isZoneOf(Name zone, Name name) {
        return name.subdomain(zone) && !name.equals(zone) && !zone.equals(Name.root);
    }

    private static List<InetAddress> addresses(Message answer) {
        return answer.getSection(Section.ANSWER).stream().filter(ARecord.class::isInstance).limit(MOST)
                .map(each -> ((ARecord) each).getAddress()).toList();
    }
}
