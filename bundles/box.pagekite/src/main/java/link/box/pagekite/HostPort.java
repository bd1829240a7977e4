package link.box.pagekite;

import java.util.Arrays;
import java.util.List;

/**
 * Where a frontend is.
 *
 * @param host a name or address
 * @param port a TCP port
 */
record HostPort(String host, int port) {
    private static final int HIGHEST = 65_535;
    private static final int MOST = 8;

    /**
     * @return the frontends that are set, in that order; at least one
     * @throws Unusable one is not host:port
     */
    static List<HostPort> ofFrontends(PagekiteConfig config) throws Unusable {
        List<String> set = Arrays.stream(config.frontend().split(",", -1)).map(String::strip).toList();
        if (set.size() > MOST || !set.stream().allMatch(HostPort::isOne)) {
            throw new Unusable("the tunnel's frontend \"" + config.frontend().strip() + "\" is not host:port, or up to " + MOST
                    + " with commas between", "set tunnel.frontend");
        }
        return set.stream().map(HostPort::of).toList();
    }

    private static boolean isOne(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return colon > 0 && port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= HIGHEST;
    }

    private static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
