package link.box.pagekite;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A frontend's public address: the one that is set, or else its own if the world can reach that. */
final class Outside {
    private final List<InetAddress> set;

    private Outside(List<InetAddress> set) {
        this.set = set;
    }

    /**
     * @param frontends how many are set
     * @throws Unusable not as many addresses as frontends
     */
    static Outside of(PagekiteConfig config, int frontends) throws IOException, Unusable {
        List<String> texts = Arrays.stream(config.frontend_address().split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
        if (!texts.isEmpty() && texts.size() != frontends) {
            throw new Unusable("there are " + texts.size() + " public addresses for " + frontends + " of the tunnel's frontends",
                    "set tunnel.frontend.address to as many addresses as tunnel.frontend has frontends, in the same order, or to nothing");
        }
        InetAddress[] set = new InetAddress[texts.size()];
        for (int i = 0; i < set.length; i++) {
            set[i] = InetAddress.getByName(texts.get(i));
        }
        return new Outside(List.of(set));
    }

    /**
     * @param index of the frontend among those that are set
     * @param own the address that we reach it by
     * @return empty if the world cannot reach that
     */
    Optional<InetAddress> address(int index, InetAddress own) {
        return set.isEmpty() ? Optional.of(own).filter(Outside::isPublic) : Optional.of(set.get(index));
    }

    /** @return what to say where there is none */
    static Unusable missing(String frontend) {
        return new Unusable("the tunnel's frontend " + frontend + " has only an address of a private network here, which leads nobody there",
                "set tunnel.frontend.address to its public address");
    }

    private static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress() && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress() && !address.isMulticastAddress() && !isShared(address.getAddress(), address);
    }

    /** Unique local (RFC 4193), and what providers share among customers (RFC 6598). */
    private static boolean isShared(byte[] bytes, InetAddress address) {
        return address instanceof Inet4Address ? bytes[0] == 100 && (bytes[1] & 0xc0) == 64 : (bytes[0] & 0xfe) == 0xfc;
    }
}
