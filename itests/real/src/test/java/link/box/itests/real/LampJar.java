package link.box.itests.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars of an integrator's bundle, {@value #NAME}. */
final class LampJar {
    static final String NAME = "org.example.lamp";
    static final String SWITCH = "org.example.switch";
    static final String PACKAGE = "org.example.light";
    private static final String COMPONENT = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"lamp\" "
            + "immediate=\"true\"><implementation class=\"" + BlockingComponent.class.getName() + "\"/></scr:component>";

    private LampJar() {
    }

    /** @param manner of its activator ({@link Lamp}) */
    static Path activator(Path jar, String version, String manner) throws IOException {
        return activator(jar, NAME, version, manner);
    }

    /** As {@link #activator(Path, String, String)}, of another name; a lamp exports {@value #PACKAGE}. */
    static Path activator(Path jar, String name, String version, String manner) throws IOException {
        Manifest manifest = manifest(name, version);
        if (name.equals(NAME)) {
            manifest.getMainAttributes().putValue("Export-Package", PACKAGE);
        }
        manifest.getMainAttributes().putValue("Bundle-Activator", Lamp.class.getName());
        manifest.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        manifest.getMainAttributes().putValue(Lamp.MANNER, manner);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            put(out, Lamp.class);
        }
        return jar;
    }

    /** One of the name {@value #SWITCH} that cannot be without a lamp. */
    static Path lightSwitch(Path jar) throws IOException {
        Manifest manifest = manifest(SWITCH, "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", PACKAGE);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /** One with a component whose constructor blocks. */
    static Path blockingComponent(Path jar, String version) throws IOException {
        Manifest manifest = manifest(NAME, version);
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/lamp.xml");
        manifest.getMainAttributes().putValue("Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("OSGI-INF/lamp.xml"));
            out.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
            put(out, BlockingComponent.class);
        }
        return jar;
    }

    private static Manifest manifest(String name, String version) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        return manifest;
    }

    private static void put(JarOutputStream out, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(file));
        try (InputStream in = type.getResourceAsStream("/" + file)) {
            in.transferTo((OutputStream) out);
        }
    }
}
