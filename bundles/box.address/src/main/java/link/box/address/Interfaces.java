package link.box.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;

/** Chooses the address by which the home network reaches the Box. */
class Interfaces {
    /** Containers, bridges of virtual machines and VPNs: the home network is not there. */
    private static final Pattern NOT_HOME = Pattern.compile("(docker|br-|veth|virbr|vmnet|cni|flannel|podman|lxc|lxd|tun|tap|wg|ppp|tailscale|zt).*");

    private final Config config;

    Interfaces(Config config) {
        this.config = config;
    }

    /** @return empty while there is none: a cable that is not in yet is no error */
    Optional<LocalAddresses> find() throws IOException {
        Optional<DefaultRoute> route = DefaultRoute.read();
        List<LocalAddress> all = inLab() ? List.of(new LocalAddress("configured", InetAddress.getByName(config.lab_address()), 24))
                : chosen(route).map(this::addresses).orElse(List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(new LocalAddresses(all, route.flatMap(DefaultRoute::gateway)));
    }

    private boolean inLab() {
        return !config.lab_address().isEmpty() && config.zone().endsWith(".test");
    }

    private Optional<NetworkInterface> chosen(Optional<DefaultRoute> route) throws IOException {
        if (!config.interfaceName().isEmpty()) {
            return Optional.ofNullable(NetworkInterface.getByName(config.interfaceName())).filter(Interfaces::up);
        }
        if (route.isPresent() && !NOT_HOME.matcher(route.get().interfaceName()).matches()) {
            return Optional.ofNullable(NetworkInterface.getByName(route.get().interfaceName())).filter(Interfaces::up);
        }
        return all().filter(each -> up(each) && !NOT_HOME.matcher(each.getName()).matches() && !addresses(each).isEmpty()).findFirst();
    }

    private List<LocalAddress> addresses(NetworkInterface each) {
        return each.getInterfaceAddresses().stream().filter(this::usable)
                .map(address -> new LocalAddress(each.getName(), address.getAddress(), address.getNetworkPrefixLength())).toList();
    }

    private boolean usable(InterfaceAddress each) {
        InetAddress address = each.getAddress();
        return address instanceof Inet4Address && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
                && (config.address().isEmpty() || address.getHostAddress().equals(config.address()));
    }

    private static boolean up(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback();
        } catch (IOException e) {
            return false; // it vanished while we looked
        }
    }

    private static Stream<NetworkInterface> all() throws IOException {
        Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
        return interfaces == null ? Stream.empty() : Collections.list(interfaces).stream();
    }
}
