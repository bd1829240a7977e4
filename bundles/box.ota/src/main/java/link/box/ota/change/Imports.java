package link.box.ota.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.BundleManifest;
import link.box.common.release.Exports;
import link.box.common.release.ManifestHeader;
import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;

/**
 * Whether the packages that new bundles import are exported in their set, as far as manifests tell (OSGi Core, 3.6.4 and 3.6.5): a bundle
 * made for a newer API is found out before anything is touched.
 */
final class Imports {
    private static final String RESOLUTION = "resolution:";

    private final Exports exports;

    /** @param exports of the set */
    Imports(Exports exports) {
        this.exports = exports;
    }

    /** @return which of these bundles needs what nobody exports; empty if all have what they need; blocks for disk */
    Optional<String> missing(List<Member> set, Set<String> changed) throws IOException {
        for (Member each : set) {
            if (changed.contains(each.name())) {
                List<String> missing = missing(Archive.manifest(each.jar()));
                if (!missing.isEmpty()) {
                    return Optional.of(each + " needs " + String.join(", ", missing) + ", which no bundle of the release exports");
                }
            }
        }
        return Optional.empty();
    }

    private List<String> missing(BundleManifest manifest) throws IOException {
        List<String> missing = new ArrayList<>();
        for (ManifestHeader.Clause clause : manifest.clauses(Constants.IMPORT_PACKAGE)) {
            VersionRange range = VersionRange.valueOf(clause.parameters().getOrDefault(Constants.VERSION_ATTRIBUTE, "0"));
            if (!Constants.RESOLUTION_OPTIONAL.equals(clause.parameters().get(RESOLUTION))) {
                clause.paths().stream().filter(path -> exports.versions(path).stream().noneMatch(range::includes))
                        .forEach(path -> missing.add(path + " " + range));
            }
        }
        return missing;
    }
}
