package link.cloud.zone.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.xbill.DNS.Name;

/** The zone box.test with one Box in it. */
final class Lab {
    static final String ID = "0123456789abcdef0123456789abcdef01234567";
    static final int NEGATIVE = 30;

    private Lab() {
    }

    static Apex apex() throws IOException {
        Name server = Name.fromString("ns1.box.test.");
        return new Apex(Name.fromString("box.test."), Name.fromString("hostmaster.box.test."), List.of(server),
                Map.of(server, List.of(InetAddress.getByName("192.0.2.53"))), List.of("0 issue \"ca.test\""), NEGATIVE);
    }

    static ZoneStore store(Path directory) throws IOException {
        ZoneStore store = new ZoneStore(directory);
        store.apply(ID, now -> Changes.of(List.of(
                new RecordSet("", RecordType.A, 60, List.of("192.168.1.20")),
                new RecordSet("", RecordType.CAA, 60, List.of("0 issue \"letsencrypt.org\"")),
                new RecordSet("a", RecordType.AAAA, 60, List.of("fd00::1")),
                new RecordSet("deep.below.b", RecordType.A, 60, List.of("10.0.0.1")),
                new RecordSet("remote", RecordType.CNAME, 60, List.of("fe.link.test")),
                new RecordSet("_acme-challenge", RecordType.TXT, 60, List.of("one", "tw\"o\\")),
                new RecordSet("big._acme-challenge", RecordType.TXT, 60, big()))));
        return store;
    }

    private static List<String> big() {
        return "12345678".chars().mapToObj(c -> String.valueOf((char) c).repeat(250)).toList();
    }
}
