package link.cloud.zone.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import link.cloud.zone.kite.KiteAuthority;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * The answers to frontends that ask whether a kite may fly. There is one for every name: where a look-up finds nothing some frontends
 * let the kite fly, as they do at 255.255.255.0, "unknown".
 */
final class KiteRecords {
    /** The largest quota, in kilobytes. */
    private static final InetAddress GRANTED = address(254, 255);
    private static final InetAddress REFUSED = address(255, 1);
    /** A question is asked once: its challenge is. */
    private static final int TTL = 0;

    private final KiteAuthority authority;

    KiteRecords(KiteAuthority authority) {
        this.authority = authority;
    }

    /** @param labels in front of the suffix; none: the suffix itself, which has something below it and no more */
    List<Record> find(Name name, List<String> labels) {
        return labels.isEmpty() ? List.of()
                : List.of(new ARecord(name, DClass.IN, TTL, authority.grants(labels) ? GRANTED : REFUSED));
    }

    private static InetAddress address(int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {-1, -1, (byte) third, (byte) fourth});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
