package link.box.https.hosts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.net.PublishedAddress;

/**
 * The Box's names as they are asked for with each request, put together once for as long as the facts stay.
 *
 * @param box null: there are no names
 * @param published null: none but those of the identity
 * @param listed those that lead to the Box at home
 * @param main what is below it is the Box's own, too
 * @param below the end of such names
 * @param remote the tunnel's name
 */
record Names(BoxIdentity box, PublishedAddress published, Set<String> listed, String main, String below, String remote) {
    static Names made(BoxIdentity box, PublishedAddress published) {
        if (box == null) {
            return new Names(null, published, Set.of(), "", "", "");
        }
        BoxNames names = box.names();
        Set<String> listed = new HashSet<>(Set.of(names.main(), names.local()));
        if (published != null) {
            published.names().forEach(each -> listed.add(each.host()));
        }
        return new Names(box, published, Set.copyOf(listed), names.main(), "." + names.main(), names.remote());
    }

    boolean of(BoxIdentity nowBox, PublishedAddress nowPublished) {
        return box == nowBox && published == nowPublished;
    }

    /** @return whether one of these is the main name or below it; false for an empty list */
    boolean own(List<String> names) {
        for (String name : names) {
            if (box != null && (name.equals(main) || name.endsWith(below))) {
                return true;
            }
        }
        return false;
    }
}
