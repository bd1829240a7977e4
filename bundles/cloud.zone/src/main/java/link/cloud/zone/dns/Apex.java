package link.cloud.zone.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * What the operator says about the zone itself.
 *
 * @param zone the zone, absolute
 * @param hostmaster mailbox of who answers for it, as a name (RFC 1035, section 3.3.13)
 * @param nameservers its authoritative servers, the primary first; at least one
 * @param addresses of those name servers that are inside the zone
 * @param caa values of the zone's CAA records (RFC 8659), for example {@code 0 issue "letsencrypt.org"}
 * @param negativeTtl how long "there is no such record" may be kept, in seconds (RFC 2308)
 */
public record Apex(Name zone, Name hostmaster, List<Name> nameservers, Map<Name, List<InetAddress>> addresses, List<String> caa,
        int negativeTtl) {
    /** TTL of what hardly ever changes, in seconds. */
    static final int TTL = 3600;

    public Apex {
        nameservers = List.copyOf(nameservers);
        addresses = Map.copyOf(addresses);
        caa = List.copyOf(caa);
    }
}
