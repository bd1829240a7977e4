package link.box.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;

/** Makes a bundle for a test. */
final class Jar {
    private final String name;
    private final Manifest manifest = new Manifest();
    private final List<Class<?>> classes = new ArrayList<>();

    private Jar(String name) {
        this.name = name;
        header("Manifest-Version", "1.0").header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name)
                .header("Bundle-Version", "1.0.0");
    }

    static Jar of(String name) {
        return new Jar(name);
    }

    Jar header(String key, String value) {
        manifest.getMainAttributes().putValue(key, value);
        return this;
    }

    Jar activator(Class<?> type) {
        return with(type).header("Bundle-Activator", type.getName()).header("Import-Package", "org.osgi.framework");
    }

    Jar with(Class<?>... types) {
        classes.addAll(List.of(types));
        return this;
    }

    BundleFile in(Path directory) throws IOException {
        Path file = directory.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(out);
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(entry(name));
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    in.transferTo(out);
                }
            }
        }
        return new BundleFile(1, file, Archive.sha256(file), name, "1.0.0");
    }

    /** With one fixed time: what is made twice has the same hash. */
    private static JarEntry entry(String name) {
        JarEntry made = new JarEntry(name);
        made.setTime(0);
        return made;
    }
}
