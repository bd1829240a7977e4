package link.cloud.registration;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import link.box.common.net.Source;

/**
 * From where a request comes: what the socket says, unless that is a proxy of the operator's own, which then says it. Its neighbours in a
 * /64 are none.
 */
final class Callers {
    private final Set<String> proxies;

    /** @param proxies addresses, separated by commas */
    Callers(String proxies) {
        this.proxies = Arrays.stream(proxies.split(",")).map(String::strip).filter(each -> !each.isEmpty()).map(Addresses::canonical)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param peer address of the socket's other end
     * @param forwarded the values of {@code X-Forwarded-For}, in order
     * @return literal address of who asks
     */
    String of(String peer, List<String> forwarded) {
        if (!isProxy(peer)) {
            return peer;
        }
        List<String> way = Arrays.stream(String.join(",", forwarded).split(",")).map(String::strip).collect(Collectors.toList());
        Collections.reverse(way);
        for (String each : way) {
            if (!isLiteral(each)) {
                return peer; // what stands before it may be made up
            }
            if (!isProxy(each)) {
                return each;
            }
        }
        return peer;
    }

    private boolean isProxy(String address) {
        return !proxies.isEmpty() && proxies.contains(Addresses.canonical(address));
    }

    private static boolean isLiteral(String text) {
        try {
            Source.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
