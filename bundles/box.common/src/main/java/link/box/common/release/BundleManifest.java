package link.box.common.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * The main section of a bundle's manifest (JAR File Specification; OSGi Core, 3.2). Stricter than the JDK, which takes the last of two
 * headers of one name where others take the first.
 */
public final class BundleManifest {
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]*): ?(.*)");
    private static final String API = "link.box.api";
    private static final Pattern OURS = Pattern.compile("link\\.box(\\..*)?");

    private final Map<String, String> headers;

    private BundleManifest(Map<String, String> headers) {
        this.headers = headers;
    }

    /** @throws IOException a header is there twice, or a line is none */
    public static BundleManifest parse(byte[] bytes) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String unfolded = new String(bytes, StandardCharsets.UTF_8).replaceAll("\r\n?", "\n").replace("\n ", "");
        for (String line : unfolded.split("\n\n", 2)[0].split("\n")) {
            var header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new IOException("its manifest has a line that is no header: " + Fields.shown(line));
            }
            if (headers.put(header.group(1), header.group(2).strip()) != null) {
                throw new IOException("its manifest says " + header.group(1) + " twice");
            }
        }
        return new BundleManifest(headers);
    }

    /** @return the header's value, empty if it is not there */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** @throws IOException a quotation mark is missing */
    public List<ManifestHeader.Clause> clauses(String name) throws IOException {
        try {
            return ManifestHeader.clauses(header(name));
        } catch (IllegalArgumentException e) {
            throw new IOException("its manifest's " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @return its symbolic name without directives, empty if it has none */
    public String name() throws IOException {
        List<ManifestHeader.Clause> clauses = clauses("Bundle-SymbolicName");
        return clauses.size() == 1 && clauses.get(0).paths().size() == 1 ? clauses.get(0).paths().get(0) : "";
    }

    /** @throws IOException it has none, or no proper one */
    public Version version() throws IOException {
        try {
            return Version.parseVersion(header("Bundle-Version"));
        } catch (IllegalArgumentException e) {
            throw new IOException("its manifest's Bundle-Version is none: " + Fields.shown(header("Bundle-Version")), e);
        }
    }

    /** @throws IOException it is another bundle than is named, or would be more than a bundle beside ours */
    void check(NamedBundle named) throws IOException {
        if (!header("Bundle-ManifestVersion").equals("2")) {
            throw new IOException("it is no bundle: its manifest has no Bundle-ManifestVersion: 2");
        }
        if (!name().equals(named.name()) || !version().equals(Version.parseVersion(named.version()))) {
            throw new IOException("its manifest says that it is " + Fields.shown(name()) + " " + version());
        }
        // into ours, or into the framework, whose classes see everything
        if (!header("Fragment-Host").isEmpty()) {
            throw new IOException("it is a fragment of " + Fields.shown(header("Fragment-Host")) + ": fragments are not taken");
        }
        for (ManifestHeader.Clause clause : clauses("Export-Package")) {
            if (!named.name().equals(API) && clause.paths().stream().anyMatch(path -> OURS.matcher(path).matches())) {
                throw new IOException("it exports " + Fields.shown(clause.paths().toString()) + ", which only " + API + " may");
            }
        }
    }
}
