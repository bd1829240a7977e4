package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the processes that run the image {@code cloud}; starts none.
 *
 * @param images directory with the image
 * @param directory the lab's
 */
record CloudImages(Path images, Path directory, LabOptions options, FarPorts ports) {
    /** @return the far side, with the tunnels' frontend if the lab has it there */
    ImageProcess cloud(HostsFile hosts) throws IOException {
        ImageProcess made = image(directory).options(hosts.option())
                .set("zone.name", Lab.ZONE).set("zone.nameservers", Lab.ZONE_SERVER)
                .set("zone.dns.address", Lab.LOOPBACK).set("zone.dns.port", ports.dns())
                .set("zone.frontends", Lab.LOOPBACK).set("https.address", options.ipv6() ? "::" : Lab.LOOPBACK)
                .set("https.zone.port", ports.zone()).set("https.registration.port", ports.registration())
                .set("https.app.port", ports.app())
                .set("https.certificate", directory.resolve("cloud.pem")).set("https.key", directory.resolve("cloud.key"))
                .set("app.registration", "https://" + Lab.REGISTRATION + ":" + ports.registration());
        return options.frontend() == LabOptions.Frontend.CLOUD ? listening(made) : made;
    }

    /** As docs/operators.md has it on another machine: what else is in the image listens on loopback, and nobody asks it. */
    ImageProcess frontend() throws IOException {
        int[] unused = Ports.free(4);
        return listening(image(Files.createDirectory(directory.resolve("frontend")))
                .set("zone.name", Lab.ZONE).set("zone.dns.address", Lab.LOOPBACK).set("zone.dns.port", unused[0])
                .set("https.address", Lab.LOOPBACK)
                .set("https.zone.port", unused[1]).set("https.registration.port", unused[2]).set("https.app.port", unused[3]));
    }

    private ImageProcess image(Path place) throws IOException {
        return new ImageProcess("cloud", images.resolve("cloud"), place, List.of());
    }

    private ImageProcess listening(ImageProcess image) {
        return image.set("tunnel.listen", Lab.LOOPBACK + ":" + ports.frontend())
                .set("tunnel.authority", Lab.LOOPBACK + ":" + ports.dns());
    }
}
