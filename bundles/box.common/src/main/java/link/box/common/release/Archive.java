package link.box.common.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether a jar is the bundle that a release names, byte for byte, and whether it is safe to hand to the framework (docs/adr/032). */
public final class Archive {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** The main section; what follows in a signed jar may be much more. */
    private static final int MAIN = 256 << 10;

    private Archive() {
    }

    /**
     * Blocks for disk; reads all of the jar twice, and keeps little of it in memory.
     *
     * @throws IOException it is not what is named, or is hostile: says which bundle, and why
     */
    public static void check(Path jar, NamedBundle named) throws IOException {
        try {
            checkBytes(jar, named);
            try (ZipContent content = new ZipContent(jar)) {
                content.checkSizes();
                if (content.named(MANIFEST) != 1) {
                    throw new IOException("it has " + content.named(MANIFEST) + " manifests, it should have one");
                }
                manifest(content).check(named);
            }
        } catch (IOException | RuntimeException e) { // the JDK's reader of zip files throws both
            throw new IOException(jar.getFileName() + " is not " + named.name() + " " + named.version() + ": " + e.getMessage(), e);
        }
    }

    /**
     * As the first part of {@link #check}, for a jar that was checked when it came. Blocks for disk.
     *
     * @throws IOException it has another size or SHA-256 than is named
     */
    public static void checkBytes(Path jar, NamedBundle named) throws IOException {
        if (Files.size(jar) != named.size()) {
            throw new IOException(jar + " has " + Files.size(jar) + " bytes, the release says " + named.size());
        }
        if (!sha256(jar).equals(named.sha256())) {
            throw new IOException(jar + " has another SHA-256 than the release says");
        }
    }

    /** @return the SHA-256 of the file, in hexadecimal digits, lower case; blocks for disk */
    public static String sha256(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** @return the manifest of a jar; blocks for disk */
    public static BundleManifest manifest(Path jar) throws IOException {
        try (ZipContent content = new ZipContent(jar)) {
            return manifest(content);
        }
    }

    private static BundleManifest manifest(ZipContent content) throws IOException {
        return BundleManifest.parse(content.read(MANIFEST, MAIN));
    }
}
