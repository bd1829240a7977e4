package link.box.api.net;

import java.net.InetAddress;

/**
 * An address of the Box on a network of its own.
 *
 * @param interfaceName the network interface, for example {@code eth0}; {@code configured} if the address was set by hand
 * @param address the address
 * @param prefixLength length of the network prefix in bits
 */
public record LocalAddress(String interfaceName, InetAddress address, int prefixLength) {
}
