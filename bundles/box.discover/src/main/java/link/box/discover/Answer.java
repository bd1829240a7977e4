package link.box.discover;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** One datagram that came back: PTR, SRV, TXT and A together, as responders put them for whoever asks once (RFC 6762, section 6.7). */
final class Answer {
    private static final int MOST = 16;
    private static final int KEYS = 32;

    private final List<Record> records;
    private final InetAddress sender;

    private Answer(List<Record> records, InetAddress sender) {
        this.records = records;
        this.sender = sender;
    }

    /**
     * @param id of the question
     * @return the claims in it; none if it is no answer to our question, or makes no sense
     */
    static List<Claim> read(byte[] datagram, InetAddress sender, int id) {
        try {
            Message message = new Message(datagram);
            if (!message.getHeader().getFlag(Flags.QR) || message.getHeader().getID() != id) {
                return List.of();
            }
            List<Record> records = Stream.of(Section.ANSWER, Section.ADDITIONAL)
                    .flatMap(section -> message.getSection(section).stream()).toList();
            return new Answer(records, sender).claims();
        } catch (IOException | RuntimeException e) { // whatever a stranger's bytes do to the parser
            return List.of();
        }
    }

    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        of(PTRRecord.class, Question.BOXES).limit(MOST).forEach(pointer -> claim(pointer.getTarget()).ifPresent(claims::add));
        return claims;
    }

    private Optional<Claim> claim(Name instance) {
        return of(SRVRecord.class, instance).findFirst().flatMap(service -> {
            InetAddress address = of(ARecord.class, service.getTarget()).findFirst().map(ARecord::getAddress).orElse(sender);
            return Claim.of(service.getTarget().toString(true).toLowerCase(Locale.ROOT), address, service.getPort(), text(instance));
        });
    }

    private Map<String, String> text(Name instance) {
        Map<String, String> text = new HashMap<>();
        of(TXTRecord.class, instance).limit(1).flatMap(record -> record.getStringsAsByteArrays().stream()).limit(KEYS).forEach(each -> {
            String[] pair = new String(each, StandardCharsets.ISO_8859_1).split("=", 2);
            text.putIfAbsent(pair[0].toLowerCase(Locale.ROOT), pair.length < 2 ? "" : pair[1]);
        });
        return text;
    }

    private <T extends Record> Stream<T> of(Class<T> type, Name name) {
        return records.stream().filter(type::isInstance).map(type::cast).filter(record -> record.getName().equals(name));
    }
}
