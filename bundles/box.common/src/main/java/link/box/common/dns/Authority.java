package link.box.common.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;

/** The servers that answer for the zone: as configured, or as the DNS names them. */
public final class Authority {
    private static final int MOST = 16;

    private final String zone;
    private final List<String> configured;

    /**
     * @param zone the zone of all Boxes
     * @param servers {@code host[:port]}, with commas; empty to look them up
     */
    public Authority(String zone, String servers) {
        this.zone = zone;
        this.configured = Arrays.stream(servers.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    /** Blocks for the network, at most some seconds a look-up. */
    public List<Nameserver> servers() throws IOException {
        List<Nameserver> servers = new ArrayList<>();
        if (configured.isEmpty()) {
            lookUp(servers);
        } else {
            for (String each : configured) {
                servers.add(Nameserver.of(each));
            }
        }
        return servers.stream().limit(MOST).toList();
    }

    private void lookUp(List<Nameserver> servers) throws IOException {
        // the router, and with it the resolver, may have changed since the last time
        ResolverConfig.refresh();
        Name name = Name.fromString(zone + ".");
        List<Record> found = find(name, Type.NS);
        while (found.isEmpty() && name.labels() > 2) {
            name = new Name(name, 1);
            found = find(name, Type.NS);
        }
        for (Record each : found) {
            Name target = ((NSRecord) each).getTarget();
            addAddresses(target, servers);
        }
        if (servers.isEmpty()) {
            throw new IOException("the system's resolver knows no name server for " + zone);
        }
    }

    private static void addAddresses(Name target, List<Nameserver> servers) throws IOException {
        List<Record> addresses = new ArrayList<>(find(target, Type.A));
        addresses.addAll(find(target, Type.AAAA));
        for (Record each : addresses) {
            InetAddress address = each instanceof ARecord a ? a.getAddress() : ((AAAARecord) each).getAddress();
            servers.add(new Nameserver(target.toString(true) + " (" + address.getHostAddress() + ")",
                    new InetSocketAddress(address, Nameserver.PORT)));
        }
    }

    private static List<Record> find(Name name, int type) throws IOException {
        Lookup lookup = new Lookup(name, type);
        lookup.setResolver(new ExtendedResolver());
        lookup.setCache(null);
        Record[] records = lookup.run();
        if (lookup.getResult() == Lookup.TRY_AGAIN) {
            throw new IOException("the system's resolver does not answer for " + name + " " + Type.string(type) + ": "
                    + lookup.getErrorString());
        }
        return records == null ? List.of() : List.of(records);
    }
}
