package link.cloud.registration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import link.box.common.net.Source;

/** Literal addresses in one form each. */
final class Addresses {
    private Addresses() {
    }

    /** @return the literal without brackets and zone; an IPv4-mapped one as IPv4 */
    static String canonical(String literal) {
        Source.of(literal); // refuses what would be looked up
        String bare = literal.replaceAll("[\\[\\]]|%.*", "");
        try {
            return InetAddress.getByName(bare).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }
}
