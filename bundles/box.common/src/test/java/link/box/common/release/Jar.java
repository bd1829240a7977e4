package link.box.common.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of these tests, good and bad. An entry's name is written as it is; {@link #replace} makes two of one name. */
final class Jar {
    static final String MANIFEST = "META-INF/MANIFEST.MF";
    static final String HEADERS = "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: a.b;singleton:=true\r\n"
            + "Bundle-Version: 1.2\r\n";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    Jar add(String name, String content) throws IOException {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Jar add(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }

    /** @return the bytes with each occurrence of a text replaced by another one of the same length */
    static byte[] replace(byte[] jar, String what, String by) {
        String text = new String(jar, StandardCharsets.ISO_8859_1);
        return text.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the jar, and names it as a release would that means it. */
    static NamedBundle write(Path file, byte[] jar) throws IOException {
        Files.write(file, jar);
        return new NamedBundle("a.b", "1.2.0", 2, "box", jar.length, Archive.sha256(file));
    }
}
