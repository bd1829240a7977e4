package link.box.ota;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.BundleManifest;
import link.box.common.release.ManifestHeader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Whether the packages that new bundles import are exported in their set, as far as manifests tell (OSGi Core, 3.6.4 and 3.6.5): a bundle
 * made for a newer API is found out before anything is touched.
 */
final class Imports {
    private static final String VERSION = "version";
    private static final String RESOLUTION = "resolution:";

    private final Map<String, List<Version>> exported = new HashMap<>();

    /**
     * Blocks for disk.
     *
     * @param system the system bundle
     * @param set all that is to run
     */
    Imports(Bundle system, List<Member> set) throws IOException {
        for (BundleCapability each : system.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            add((String) each.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE),
                    (Version) each.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
        }
        for (Member each : set) {
            for (ManifestHeader.Clause clause : Archive.manifest(each.jar()).clauses(Constants.EXPORT_PACKAGE)) {
                Version version = Version.parseVersion(clause.parameters().get(VERSION));
                clause.paths().forEach(path -> add(path, version));
            }
        }
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
            VersionRange range = VersionRange.valueOf(clause.parameters().getOrDefault(VERSION, "0"));
            if (!Constants.RESOLUTION_OPTIONAL.equals(clause.parameters().get(RESOLUTION))) {
                clause.paths().stream().filter(path -> exported.getOrDefault(path, List.of()).stream().noneMatch(range::includes))
                        .forEach(path -> missing.add(path + " " + range));
            }
        }
        return missing;
    }

    private void add(String name, Version version) {
        exported.computeIfAbsent(name, key -> new ArrayList<>()).add(version == null ? Version.emptyVersion : version);
    }
}
