package link.box.itests.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import link.box.common.release.NamedBundle;

/** A jar byte by byte as somebody wants it who means no good; an integrator's bundle, {@value LampJar#NAME}, to begin with. */
final class OddJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** Stands for a name that is there already, and has as many letters: the JDK writes no name twice. */
    private static final String TWIN = "META-INF/MANIFEST.MG";
    private static final int CHUNK = 1 << 20;

    private final String version;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private String more = "";

    OddJar(String version) {
        this.version = version;
        headers.put("Manifest-Version", "1.0");
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", LampJar.NAME);
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", "org.osgi.framework");
    }

    /** Puts a header into its manifest, instead of what is there. */
    OddJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Puts a line at the end of its manifest. */
    OddJar line(String line) {
        more += line + "\n";
        return this;
    }

    OddJar entry(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Puts so many megabytes of nothing into it. */
    OddJar zeros(String name, int megabytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (int i = 0; i < megabytes; i++) {
            zip.write(new byte[CHUNK]);
        }
        return this;
    }

    /** Puts a second manifest into it, of another bundle. */
    OddJar secondManifest() throws IOException {
        return entry(TWIN, "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.example.other\n");
    }

    /** Puts the class of an activator into it, which is named in its manifest. */
    OddJar activator(String manner) throws IOException {
        return header("Bundle-Activator", Lamp.class.getName()).header(Lamp.MANNER, manner).add(Lamp.class);
    }

    /** Puts a component into it whose constructor throws. */
    OddJar throwingComponent() throws IOException {
        header("Service-Component", "OSGI-INF/lamp.xml").header("Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
        return add(ThrowingComponent.class).entry("OSGI-INF/lamp.xml", "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" "
                + "name=\"lamp\" immediate=\"true\"><implementation class=\"" + ThrowingComponent.class.getName() + "\"/></scr:component>");
    }

    private OddJar add(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry(file));
        try (InputStream in = type.getResourceAsStream("/" + file)) {
            in.transferTo(zip);
        }
        return this;
    }

    /** @return the jar, which is complete now */
    byte[] bytes() throws IOException {
        StringBuilder manifest = new StringBuilder();
        headers.forEach((name, value) -> manifest.append(name).append(": ").append(value).append('\n'));
        entry(MANIFEST, manifest + more);
        zip.close();
        String all = bytes.toString(StandardCharsets.ISO_8859_1);
        return all.replace(TWIN, MANIFEST).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @return how a release names these bytes */
    NamedBundle named(byte[] jar) throws GeneralSecurityException {
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        return new NamedBundle(LampJar.NAME, version, 2, "device", jar.length, sha256);
    }
}
