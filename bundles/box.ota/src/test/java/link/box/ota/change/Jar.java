package link.box.ota.change;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;

/** Makes a bundle for a test. */
final class Jar {
    private final Attributes headers = new Attributes();
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final String name;
    private final String version;
    private int level = 1;

    private Jar(String name, String version) {
        this.name = name;
        this.version = version;
        header("Manifest-Version", "1.0").header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version);
    }

    static Jar of(String name, String version) {
        return new Jar(name, version);
    }

    Jar header(String key, String value) {
        headers.putValue(key, value);
        return this;
    }

    Jar level(int start) {
        level = start;
        return this;
    }

    Jar activator(Class<?> type) throws IOException {
        return with(type).header("Bundle-Activator", type.getName()).header("Import-Package", "org.osgi.framework");
    }

    /** @param provides the service that the component is, or null */
    Jar component(Class<?> type, Class<?> provides, String references) throws IOException {
        String service = provides == null ? "" : "<service><provide interface=\"" + provides.getName() + "\"/></service>";
        String text = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"" + type.getSimpleName()
                + "\" immediate=\"true\"><implementation class=\"" + type.getName() + "\"/>" + service + references + "</scr:component>";
        entries.put("OSGI-INF/" + type.getSimpleName() + ".xml", text.getBytes(StandardCharsets.UTF_8));
        return with(type).header("Service-Component", "OSGI-INF/*.xml");
    }

    Jar component(Class<?> type, Class<?> provides) throws IOException {
        return component(type, provides, "");
    }

    private Jar with(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
            entries.put(file, bytes.readAllBytes());
        }
        return this;
    }

    /** @param directory where the jar goes, under its hash */
    Member in(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, name, ".made");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putAll(headers);
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(jar);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                jar.putNextEntry(entry(each.getKey()));
                jar.write(each.getValue());
            }
        }
        NamedBundle named = new NamedBundle(name, version, level, "test", Files.size(file), Archive.sha256(file));
        Path target = directory.resolve(named.sha256() + ".jar");
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        return new Member(named, target);
    }

    /** With one fixed time: what is made twice has the same hash. */
    private static JarEntry entry(String name) {
        JarEntry made = new JarEntry(name);
        made.setTime(0);
        return made;
    }
}
