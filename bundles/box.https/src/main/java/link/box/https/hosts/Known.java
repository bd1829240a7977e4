package link.box.https.hosts;

import java.util.function.Supplier;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;

/**
 * What the gate goes by. Each gives null while there is none.
 *
 * @param identity who the Box is
 * @param addresses where it is
 * @param published the public names that lead there
 * @param multicast its name on the home network
 */
public record Known(Supplier<BoxIdentity> identity, Supplier<LocalAddresses> addresses, Supplier<PublishedAddress> published,
        Supplier<MulticastName> multicast) {
}
