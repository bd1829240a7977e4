package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import link.box.common.release.Jwk;

/** An assembled image with a vendor's key in it: a directory of his own, whose programs and bundles are the assembled ones. */
public final class VendorImage {
    private VendorImage() {
    }

    /**
     * Makes one.
     *
     * @param assembled the image that it is made of
     * @param image where it is made
     * @return the same
     */
    public static Path of(Path assembled, Path image, PublicKey vendor) throws IOException {
        Files.createDirectories(image.resolve("etc"));
        for (String part : List.of("bin", "lib", "bundles")) {
            Files.createSymbolicLink(image.resolve(part), assembled.toRealPath().resolve(part));
        }
        Files.copy(assembled.resolve("etc/box.conf"), image.resolve("etc/box.conf"));
        Files.writeString(image.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(vendor) + "]}");
        return image;
    }
}
