package link.box.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;

/** Makes bundles of an image that have another version, and nothing else that is different. */
public final class OtherVersion {
    private OtherVersion() {
    }

    /**
     * Makes one.
     *
     * @param home of the image
     * @param name of its bundle
     * @param jar where the other one is made
     * @return the same
     */
    public static Path of(Path home, String name, String version, Path jar) throws IOException {
        String line = Files.readAllLines(home.resolve("lib/bundles.list")).stream().filter(each -> each.split(" ")[3].equals(name))
                .findAny().orElseThrow(() -> new IOException("no bundle " + name + " in " + home));
        Files.copy(home.resolve("bundles").resolve(line.split(" ")[1]), jar);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            change(zip.getPath("META-INF/MANIFEST.MF"), version);
        }
        return jar;
    }

    private static void change(Path file, String version) throws IOException {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(file)) {
            manifest = new Manifest(in);
        }
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        try (OutputStream out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }
}
