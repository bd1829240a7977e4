package link.box.features.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import org.osgi.framework.Version;

/** What changes from one release to the next. */
final class Difference {
    private final Map<String, NamedBundle> before = new LinkedHashMap<>();
    private final Map<String, NamedBundle> after = new LinkedHashMap<>();

    Difference(Release before, List<NamedBundle> after) {
        before.bundles().forEach(bundle -> this.before.put(bundle.name(), bundle));
        after.forEach(bundle -> this.after.put(bundle.name(), bundle));
    }

    /** @return names of what is replaced by other bytes, added or removed */
    Set<String> changed() {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(name -> before.containsKey(name) && after.containsKey(name)
                && before.get(name).sha256().equals(after.get(name).sha256()));
        return changed;
    }

    /** @return names of what is older than before */
    Set<String> older() {
        Set<String> older = new TreeSet<>(changed());
        older.removeIf(name -> !before.containsKey(name) || !after.containsKey(name)
                || version(after, name).compareTo(version(before, name)) >= 0);
        return older;
    }

    /** @return names whose version stays */
    Set<String> ofOneVersion() {
        Set<String> same = new HashSet<>(before.keySet());
        same.removeIf(name -> !after.containsKey(name) || !version(after, name).equals(version(before, name)));
        return same;
    }

    /** @return a line for each bundle that changes */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String name : changed()) {
            if (!before.containsKey(name)) {
                lines.add("added    " + name + " " + version(after, name));
            } else if (!after.containsKey(name)) {
                lines.add("removed  " + name + " " + version(before, name));
            } else {
                lines.add("updated  " + name + " " + version(before, name) + " -> " + version(after, name)
                        + (ofOneVersion().contains(name) ? " (other bytes under the same version)" : ""));
            }
        }
        return lines;
    }

    private static Version version(Map<String, NamedBundle> bundles, String name) {
        return Version.parseVersion(bundles.get(name).version());
    }
}
