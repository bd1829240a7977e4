package link.box.common.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import link.box.common.image.BundleFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Who exports which package in a set, as its manifests tell (OSGi Core, 3.6.5); the same for a Box and for its vendor. */
public final class Exports {
    private static final String FRAMEWORK = "the framework";

    private final Map<String, List<Export>> packages = new TreeMap<>();

    private record Export(String by, Version version) {
        boolean foreign() {
            return !by.equals(FRAMEWORK) && !BundleFile.ours(by) && !HotRule.ground(by);
        }
    }

    /**
     * Blocks for disk.
     *
     * @param system the system bundle
     * @param jars all bundles of the set
     * @throws IOException a manifest cannot be read
     */
    public Exports(Bundle system, Collection<Path> jars) throws IOException {
        for (BundleCapability each : system.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            add((String) each.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE),
                    new Export(FRAMEWORK, (Version) each.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)));
        }
        for (Path jar : jars) {
            BundleManifest manifest = Archive.manifest(jar);
            for (ManifestHeader.Clause clause : manifest.clauses(Constants.EXPORT_PACKAGE)) {
                Export export = new Export(manifest.name(), Version.parseVersion(clause.parameters().get(Constants.VERSION_ATTRIBUTE)));
                clause.paths().forEach(path -> add(path, export));
            }
        }
    }

    /** @return in which versions a package is exported */
    public List<Version> versions(String name) {
        return packages.getOrDefault(name, List.of()).stream().map(Export::version).toList();
    }

    /**
     * A package that a foreign bundle exports beside another one: at the next start the framework may wire everyone to the foreign copy,
     * and the Box stands on a bundle that it was to do without.
     *
     * @param changed symbolic names of the bundles that are looked at
     * @return what is wrong, in words; empty if each package has one exporter
     */
    public Optional<String> clash(Set<String> changed) {
        return packages.entrySet().stream().filter(each -> clash(each.getValue(), changed)).findFirst()
                .map(each -> "the package " + each.getKey() + " is exported by " + String.join(" and ", by(each.getValue()))
                        + ": a bundle that is not the Box's own may only export what nobody else does; import it, or keep it private");
    }

    private static boolean clash(List<Export> exports, Set<String> changed) {
        return by(exports).size() > 1 && exports.stream().anyMatch(Export::foreign)
                && exports.stream().anyMatch(each -> changed.contains(each.by()));
    }

    private static List<String> by(List<Export> exports) {
        return exports.stream().map(Export::by).distinct().toList();
    }

    private void add(String name, Export export) {
        packages.computeIfAbsent(name, key -> new ArrayList<>()).add(export);
    }
}
