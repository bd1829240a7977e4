package link.box.rebind;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import link.box.api.identity.BoxNames;
import link.box.api.net.RebindProtection.Advice;
import link.box.rebind.ask.Router;

/** What to set in which router, so that this Box's names pass, and nothing else does. */
final class Advices {
    private final BoxNames names;

    Advices(BoxNames names) {
        this.names = names;
    }

    /** @return for these, or for all that are known if none is sure; and at last for any other */
    List<Advice> forRouters(Set<Router> sure) {
        List<Advice> advice = new ArrayList<>();
        for (Router each : sure.isEmpty() ? EnumSet.allOf(Router.class) : sure) {
            advice.add(of(each));
        }
        advice.add(new Advice("Any other router or filter", "Look for \"DNS rebind protection\" or \"private addresses in DNS answers\" in its "
                + "settings and allow " + names.main() + " there. That lets names of this Box, and of no one else, lead to addresses at home. "
                + "It may also be the provider's or a filter service's resolver: then choose another one in the router. Until then the Box "
                + "is used through its tunnel."));
        return advice;
    }

    private Advice of(Router router) {
        return switch (router) {
            case FRITZBOX -> new Advice("FRITZ!Box", "Open http://fritz.box, Home Network > Network > Network Settings, show the further "
                    + "settings, and under DNS Rebind Protection enter this host name exception: " + names.main());
            case DNSMASQ -> new Advice("OpenWrt, dnsmasq", "OpenWrt: uci add_list dhcp.@dnsmasq[0].rebind_domain='" + names.main() + "'; uci commit "
                    + "dhcp; /etc/init.d/dnsmasq restart. Or in LuCI, Network > DHCP and DNS, add it to the domain whitelist of rebind "
                    + "protection. Plain dnsmasq: the line rebind-domain-ok=/" + names.main() + "/ in dnsmasq.conf, and a restart.");
            case UNBOUND -> new Advice("pfSense, OPNsense, unbound", "pfSense: Services > DNS Resolver > General Settings, Custom options, the two "
                    + "lines server: and private-domain: \"" + names.main() + "\". OPNsense: Services > Unbound DNS > Advanced, Private Domains: "
                    + names.main() + ". Plain unbound: the same private-domain line below server: in unbound.conf, and a restart.");
            case PIHOLE -> new Advice("Pi-hole", "Version 6: Settings > All settings > Miscellaneous, misc.dnsmasq_lines, add rebind-domain-ok=/"
                    + names.main() + "/. Version 5: the same line in a file /etc/dnsmasq.d/99-box.conf, then pihole restartdns. If that does "
                    + "not help, the router behind the Pi-hole withholds them.");
        };
    }
}
