package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Box in a home network with no server at all: no zone, no CA, no tunnel, no registration, nothing outside. */
public final class SoleBox {
    private SoleBox() {
    }

    /**
     * @param images where the images are
     * @param directory of its own
     * @param cable its interface
     * @param port its HTTPS port at home; 0: any
     * @return the Box; not started
     */
    public static LabBox of(Path images, Path directory, String cable, int port) throws IOException {
        int[] free = Ports.free(3);
        int home = port == 0 ? free[0] : port;
        ImageProcess process = new ImageProcess("box", images.resolve("box"), Files.createDirectories(directory), List.of())
                .set("clock.source", "system").set("address.interface", cable).set("https.port", home).set("tunnel.port", free[1])
                .set("http.port", free[2]).set("tunnel.enabled", "false").set("acme.directory", "https://127.0.0.1:1/directory");
        return new LabBox(process, home, free[1], free[2]);
    }
}
