package link.box.ota.health;

import java.util.List;
import java.util.Set;

/**
 * Something that is not as it should be.
 *
 * @param vital what
 * @param words what is wrong, for people
 * @param outside whether it may be the outside that is away, and no bundle's fault
 */
record Lack(Vital vital, String words, boolean outside) {
    private static final int MOST_WORDS = 5;

    /** @return whether it may be the outside, and is nothing to those bundles */
    boolean excused(Set<String> near) {
        return outside && !near.contains(vital.bundle());
    }

    /** @return all of it, cut to what can be read */
    static String words(List<Lack> lacks) {
        String words = String.join("; ", lacks.stream().limit(MOST_WORDS).map(Lack::words).toList());
        return lacks.size() > MOST_WORDS ? words + "; and " + (lacks.size() - MOST_WORDS) + " more" : words;
    }
}
