package link.cloud.tunnel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.work.Trouble;

/** Ports that both the frontend and the HTTPS servers of this image are told to open: only one can have each, and which is chance. */
final class Clash {
    private Clash() {
    }

    /**
     * @param listen where the frontend is to listen, with their addresses
     * @return what to tell of the first; empty if there is none
     */
    static Optional<Trouble> of(TunnelConfig config, List<InetSocketAddress> listen) throws UnknownHostException {
        if (config.https_address().isBlank()) {
            return Optional.empty();
        }
        InetAddress https = InetAddress.getByName(config.https_address().strip());
        Map<Integer, String> ports = ports(config);
        return listen.stream().filter(each -> ports.containsKey(each.getPort()) && overlap(each.getAddress(), https)).findFirst()
                .map(each -> trouble(each, https, ports.get(each.getPort())));
    }

    private static Map<Integer, String> ports(TunnelConfig config) {
        Map<Integer, String> ports = new HashMap<>();
        ports.put(config.https_zone_port(), "https.zone.port");
        ports.put(config.https_registration_port(), "https.registration.port");
        ports.put(config.https_app_port(), "https.app.port");
        return ports;
    }

    private static boolean overlap(InetAddress one, InetAddress other) {
        return one.isAnyLocalAddress() || other.isAnyLocalAddress() || one.equals(other);
    }

    private static Trouble trouble(InetSocketAddress listen, InetAddress https, String port) {
        String all = https.isAnyLocalAddress() || listen.getAddress().isAnyLocalAddress() ? ", and 0.0.0.0 is every address" : "";
        return new Trouble("cloud.tunnel", "The frontend is not opened: tunnel.listen and https.address both want port "
                + listen.getPort() + ", on " + listen.getAddress().getHostAddress() + " and on " + https.getHostAddress()
                + " (" + port + ")" + all,
                "Give the frontend an address of its own: set https.address to another address of this machine than tunnel.listen has, or "
                + port + " to another port.");
    }
}
