package link.box.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;

/** Chooses the addresses by which the home network reaches the Box: those of one interface. */
class Interfaces {
    /** Containers, bridges of virtual machines and VPNs: the home network is not there. A gateway's own bridge, br-lan, is. */
    private static final Pattern NOT_HOME = Pattern.compile(
            "(docker|br-[0-9a-f]{12}$|veth|virbr|vmnet|vnet|cni|flannel|podman|lxc|lxd|tun|tap|wg|ppp|tailscale|zt|nordlynx).*");

    private final Config config;

    Interfaces(Config config) {
        this.config = config;
    }

    /** @return empty while there is none: a cable that is not in yet is no error */
    Optional<LocalAddresses> find() throws IOException {
        List<DefaultRoute> routes = DefaultRoute.read().stream().filter(route -> home(route.interfaceName())).toList();
        List<LocalAddress> all = inLab() ? List.of(new LocalAddress("configured", InetAddress.getByName(config.lab_address()), 24))
                : chosen(routes);
        return all.isEmpty() ? Optional.empty() : Optional.of(new LocalAddresses(all, gateway(all.get(0).interfaceName(), routes)));
    }

    private boolean inLab() {
        return !config.lab_address().isEmpty() && config.zone().endsWith(".test");
    }

    private Optional<InetAddress> gateway(String interfaceName, List<DefaultRoute> routes) {
        Optional<DefaultRoute> own = routes.stream().filter(route -> route.interfaceName().equals(interfaceName)).findFirst();
        return own.or(() -> routes.stream().findFirst()).flatMap(DefaultRoute::gateway);
    }

    /** The setting's interface and no other; else the first with a way to the internet, or else, as behind no router, any. */
    private List<LocalAddress> chosen(List<DefaultRoute> routes) throws IOException {
        Stream<String> names = config.interfaceName().isEmpty()
                ? Stream.concat(routes.stream().map(DefaultRoute::interfaceName), all().filter(Interfaces::home)).distinct()
                : Stream.of(config.interfaceName());
        for (String name : names.toList()) {
            List<LocalAddress> found = addresses(name);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<LocalAddress> addresses(String name) throws IOException {
        NetworkInterface found = NetworkInterface.getByName(name);
        if (found == null || !up(found)) {
            return List.of();
        }
        Stream<LocalAddress> ipv4 = found.getInterfaceAddresses().stream().filter(each -> each.getAddress() instanceof Inet4Address)
                .filter(each -> !each.getAddress().isLoopbackAddress() && !each.getAddress().isLinkLocalAddress())
                .map(each -> new LocalAddress(name, each.getAddress(), each.getNetworkPrefixLength()));
        return Stream.concat(ipv4, Ipv6Addresses.read(name).stream()).filter(this::wanted).toList();
    }

    /** The setting chooses among the addresses of its family. */
    private boolean wanted(LocalAddress each) {
        String use = config.address();
        boolean other = use.isEmpty() || use.indexOf(':') < 0 != each.address() instanceof Inet4Address;
        return other || each.address().equals(literal(use));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address); // the setting's type lets nothing else through, so nothing is looked up
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean home(String interfaceName) {
        return !interfaceName.equals("lo") && !NOT_HOME.matcher(interfaceName).matches();
    }

    private static boolean up(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback();
        } catch (IOException e) {
            return false; // it vanished while we looked
        }
    }

    private static Stream<String> all() throws IOException {
        Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
        return interfaces == null ? Stream.empty() : Collections.list(interfaces).stream()
                .sorted(Comparator.comparing(NetworkInterface::getIndex)).map(NetworkInterface::getName);
    }
}
