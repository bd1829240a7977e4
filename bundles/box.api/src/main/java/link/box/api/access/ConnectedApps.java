package link.box.api.access;

import java.util.List;
import java.util.Set;

/**
 * The apps of the Box: a fact of box.login while it knows them.
 *
 * @param origins of apps that may find the Box at home, eight at most: those that are set, and those that hold a grant
 * @param letterboxes where apps that hold a grant look for the Box, one for each of them
 */
public record ConnectedApps(Set<String> origins, List<Letterbox> letterboxes) {
    public ConnectedApps {
        origins = Set.copyOf(origins);
        letterboxes = List.copyOf(letterboxes);
    }

    @Override
    public String toString() {
        return origins.size() + " origins, " + letterboxes.size() + " letterboxes";
    }
}
