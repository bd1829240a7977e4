package link.box.address.names;

import java.util.ArrayList;
import java.util.List;
import link.box.api.identity.BoxNames;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.PublishedName.Kind;

/** The names that may be told, in the order to try: the main one first only when no cache can hold another address of it. */
final class Told {
    private Told() {
    }

    /** The one name that cannot be wrong. */
    static PublishedAddress label(Target target, BoxNames names) {
        return new PublishedAddress(target.ipv4(), target.ipv6(), false,
                List.of(new PublishedName(names.below(target.label()), Kind.ADDRESS)));
    }

    static PublishedAddress of(State state, Target target, BoxNames names, boolean pool) {
        PublishedName main = new PublishedName(names.main(), Kind.MAIN);
        List<PublishedName> told = new ArrayList<>();
        told.add(new PublishedName(names.below(target.label()), Kind.ADDRESS));
        state.mirror(target).filter(mirror -> pool).ifPresent(mirror ->
                told.add(new PublishedName(names.below(mirror.label()), Kind.MIRROR)));
        told.add(state.settled() ? 0 : told.size(), main);
        told.add(new PublishedName(names.local(), Kind.LOCAL));
        return new PublishedAddress(target.ipv4(), target.ipv6(), state.settled(), told);
    }
}
