package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import link.box.common.image.BundleFile;

/** What was flashed or installed: a directory with {@code bundles/}, {@code etc/} and {@code lib/}, made from features at build time. */
final class Image {
    private final Path home;
    private final String name;

    Image(Path home) throws IOException {
        this.home = home;
        this.name = Files.readString(home.resolve("lib/image.name")).strip();
    }

    /** @return which product this is: its configuration is {@code etc/<name>.conf} */
    String name() {
        return name;
    }

    /** @return environment variables that start so are settings */
    String prefix() {
        return name.toUpperCase(java.util.Locale.ROOT) + "_";
    }

    Path configuration() {
        return home.resolve("etc/" + name + ".conf");
    }

    List<Setting> settings() throws IOException {
        return Files.readAllLines(home.resolve("lib/settings.tsv")).stream().map(Setting::parse).toList();
    }

    /** @return what is started, in this order */
    List<BundleFile> bundles() throws IOException {
        return BundleFile.of(home);
    }

    /** @return a word that is another one if another image is flashed: other bundles, or another launcher */
    String bytes() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(home.resolve("lib/bundles.list")));
            return HexFormat.of().formatHex(digest.digest(Launcher.version().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** @return the vendor's keys; an image that is not updated has none */
    Path keys() {
        return home.resolve("etc/release.jwks");
    }
}
