package link.box.rebind;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The network that the Box is in, as far as the verdict hangs on it.
 *
 * @param resolver who is asked
 * @param gateway the router, if known
 */
record Place(InetSocketAddress resolver, Optional<InetAddress> gateway) {
    /** @return who was asked, for people */
    String words() {
        String host = resolver.getAddress().getHostAddress();
        return resolver.getAddress().isLoopbackAddress() ? host + " on the Box itself, and whoever it asks" : host;
    }
}
