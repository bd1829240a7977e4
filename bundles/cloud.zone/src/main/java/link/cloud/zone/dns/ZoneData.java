package link.cloud.zone.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import link.cloud.zone.kite.KiteAuthority;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.store.ZoneStore;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** What the zone says about a name: the operator's part and the Boxes'. */
final class ZoneData {
    private static final int REFRESH = 3600;
    private static final int RETRY = 600;
    private static final int EXPIRE = 1_209_600;
    private static final long UNSIGNED = 0xffff_ffffL;

    private final Apex apex;
    private final ZoneStore store;
    private final KiteRecords kites;

    ZoneData(Apex apex, ZoneStore store) {
        this.apex = apex;
        this.store = store;
        this.kites = new KiteRecords(new KiteAuthority(apex.zone().toString(true).toLowerCase(Locale.ROOT), store));
    }

    boolean holds(Name name) {
        return name.subdomain(apex.zone());
    }

    /** @return the SOA; its TTL is the negative one, as a denial carries it (RFC 2308, section 3) */
    Record soa() {
        return soa(apex.zone(), apex.negativeTtl());
    }

    /** @return whether a frontend asks whether a kite may fly */
    boolean isAboutKite(Name name) {
        int last = last(name);
        return last >= 0 && label(name, last).equals(KiteAuthority.LABEL);
    }

    /** @return all records of the name; none if there is only something below it; empty if it does not exist */
    Optional<List<Record>> find(Name name) {
        if (name.equals(apex.zone())) {
            return Optional.of(apexRecords(name));
        }
        if (isAboutKite(name)) {
            return Optional.of(kites.find(name, inFront(name)));
        }
        Optional<List<Record>> records = boxRecords(name);
        return records.isPresent() ? records : nameserverRecords(name);
    }

    private List<Record> apexRecords(Name name) {
        List<Record> records = new ArrayList<>();
        records.add(soa(name, Apex.TTL));
        apex.nameservers().forEach(server -> records.add(new NSRecord(name, DClass.IN, Apex.TTL, server)));
        apex.caa().forEach(value -> records.add(Rdata.caa(name, Apex.TTL, value)));
        return records;
    }

    private Record soa(Name name, int ttl) {
        return new SOARecord(name, DClass.IN, ttl, apex.nameservers().get(0), apex.hostmaster(), store.serial() & UNSIGNED,
                REFRESH, RETRY, EXPIRE, apex.negativeTtl());
    }

    private Optional<List<Record>> boxRecords(Name name) {
        BoxRecords box = store.find(label(name, last(name)));
        String below = String.join(".", inFront(name));
        return box.exists(below) ? Optional.of(records(name, box.at(below))) : Optional.empty();
    }

    /** The label next to the zone's own. */
    private int last(Name name) {
        return name.labels() - apex.zone().labels() - 1;
    }

    /** Labels, not text: a dot inside a label must not look like a boundary. No stored label has a character that is escaped. */
    private List<String> inFront(Name name) {
        return IntStream.range(0, last(name)).mapToObj(i -> label(name, i)).toList();
    }

    private static String label(Name name, int index) {
        return name.getLabelString(index).toLowerCase(Locale.ROOT);
    }

    private static List<Record> records(Name name, List<RecordSet> sets) {
        return sets.stream().flatMap(set -> Rdata.of(name, set).stream()).toList();
    }

    private Optional<List<Record>> nameserverRecords(Name name) {
        List<Record> records = apex.addresses().getOrDefault(name, List.of()).stream().map(address -> address(name, address)).toList();
        boolean exists = apex.addresses().keySet().stream().anyMatch(server -> server.subdomain(name));
        return exists ? Optional.of(records) : Optional.empty();
    }

    private static Record address(Name name, InetAddress address) {
        return address instanceof Inet4Address ? new ARecord(name, DClass.IN, Apex.TTL, address)
                : new AAAARecord(name, DClass.IN, Apex.TTL, address);
    }
}
