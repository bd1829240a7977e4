package link.box.rebind.ask;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By what a router shows what it is.
 *
 * @param version the program that the resolver says it is
 * @param fritz the addresses of {@code fritz.box} here
 * @param pihole the addresses of {@code pi.hole} here
 * @param resolver where the resolver is
 * @param gateway where the router is, if known
 */
public record Signs(String version, List<InetAddress> fritz, List<InetAddress> pihole, InetAddress resolver, Optional<InetAddress> gateway) {

    /** Asks the resolver; blocks, some seconds at most for each of three questions. */
    public static Signs ask(InetSocketAddress resolver, Optional<InetAddress> gateway) throws IOException {
        Asker asker = new Asker(resolver);
        return new Signs(asker.version().orElse(""), asker.address("fritz.box").addresses(), asker.address("pi.hole").addresses(),
                resolver.getAddress(), gateway);
    }

    /** @return the kinds that are there for sure: a resolver may stand before a router; empty if none is known */
    public Set<Router> routers() {
        Set<Router> sure = EnumSet.noneOf(Router.class);
        String program = version.toLowerCase(Locale.ROOT);
        if (program.startsWith("dnsmasq-pi-hole") || pihole.contains(resolver)) {
            sure.add(Router.PIHOLE);
        } else if (program.startsWith("dnsmasq")) {
            sure.add(Router.DNSMASQ);
        } else if (program.startsWith("unbound")) {
            sure.add(Router.UNBOUND);
        }
        if (gateway.filter(fritz::contains).isPresent()) {
            sure.add(Router.FRITZBOX);
        }
        return sure;
    }
}
