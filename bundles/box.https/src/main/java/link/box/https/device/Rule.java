package link.box.https.device;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a device's servlet has said about who may use it and how.
 *
 * @param bundle symbolic name of its bundle
 * @param alias the device's name, the first segment of all patterns
 * @param patterns where it is reached, as in the whiteboard: {@code /<alias>/*} or a path below; none for a filter
 * @param who may use it
 * @param methods which it takes
 * @param rate how often; empty: as often as one likes
 * @param body largest request body in bytes
 * @param foreign pages of any origin may send to it; public ones only
 */
record Rule(String bundle, String alias, List<String> patterns, Who who, Set<String> methods, Optional<Rate> rate, long body,
        boolean foreign) {

    /** Who may use a servlet. */
    enum Who {
        USER, ADMIN, PUBLIC
    }

    /** @return how well it fits, as servlets are chosen: exactly, else by the longest beginning; -1: not at all */
    int fit(String path) {
        int best = -1;
        for (String pattern : patterns) {
            best = Math.max(best, fit(pattern, path));
        }
        return best;
    }

    private static int fit(String pattern, String path) {
        if (!pattern.endsWith("/*")) {
            return pattern.equals(path) ? Integer.MAX_VALUE : -1;
        }
        int beginning = pattern.length() - 2;
        boolean fits = path.startsWith(pattern.substring(0, beginning)) && (path.length() == beginning || path.charAt(beginning) == '/');
        return fits ? beginning : -1;
    }
}
