package link.box.pagekite;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A place where the kite may fly.
 *
 * @param name what is set, and what its certificate has to be for
 * @param socket where it is
 * @param outside its address for the world
 */
record Candidate(HostPort name, InetSocketAddress socket, InetAddress outside) {
    /** @return whether we reach it by IPv4 */
    boolean isIpv4() {
        return socket.getAddress() instanceof Inet4Address;
    }

    /** @return whether all of the world can reach it: who has IPv6 nearly always has IPv4, too */
    boolean isForAll() {
        return outside instanceof Inet4Address;
    }

    @Override
    public String toString() {
        return name + " (" + socket.getAddress().getHostAddress() + ")";
    }
}
