package link.cloud.zone.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import link.cloud.zone.record.RecordSet;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** From what is stored to what goes over the wire. */
final class Rdata {
    private Rdata() {
    }

    /** @return the records of a set, under the name as it was asked for */
    static List<Record> of(Name owner, RecordSet set) {
        List<Record> records = new ArrayList<>();
        for (String value : set.values()) {
            try {
                records.add(of(owner, set, value));
            } catch (IOException e) {
                throw new IllegalStateException("stored value of " + owner + " " + set.type() + " is not valid: " + value, e);
            }
        }
        return records;
    }

    static Record caa(Name owner, int ttl, String value) {
        String[] parts = value.split(" ", 3);
        String quoted = parts[2];
        return new CAARecord(owner, DClass.IN, ttl, Integer.parseInt(parts[0]), parts[1], quoted.substring(1, quoted.length() - 1));
    }

    private static Record of(Name owner, RecordSet set, String value) throws IOException {
        return switch (set.type()) {
            case A -> new ARecord(owner, DClass.IN, set.ttl(), InetAddress.getByName(value));
            case AAAA -> new AAAARecord(owner, DClass.IN, set.ttl(), InetAddress.getByName(value));
            case TXT -> new TXTRecord(owner, DClass.IN, set.ttl(), escaped(value));
            case CNAME -> new CNAMERecord(owner, DClass.IN, set.ttl(), Name.fromString(value + "."));
            case CAA -> caa(owner, set.ttl(), value);
        };
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            text.append(b == '\\' || b == '"' ? "\\" : "").append((char) b);
        }
        return text.toString();
    }
}
