package link.box.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.Lab;
import link.box.lab.Ports;

/** A frontend of ours on an address of its own: the cloud's image as an operator runs it apart from the rest. */
final class OwnFrontend implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final int port;
    private final ImageProcess image;

    OwnFrontend(Lab lab, String address, int port) throws IOException {
        this.address = address;
        this.port = port;
        int[] ports = Ports.free(4);
        Path cloud = Path.of(System.getProperty("box.images")).toRealPath().resolve("cloud");
        image = new ImageProcess("cloud", cloud, Files.createDirectories(lab.file("frontend-" + address)), List.of())
                .set("zone.name", Lab.ZONE).set("zone.dns.address", "127.0.0.1").set("zone.dns.port", ports[0])
                .set("https.address", "127.0.0.1").set("https.zone.port", ports[1]).set("https.registration.port", ports[2])
                .set("https.app.port", ports[3]).set("https.certificate", lab.file("cloud.pem")).set("https.key", lab.file("cloud.key"))
                .set("tunnel.listen", address + ":" + port).set("tunnel.authority", "127.0.0.1:" + lab.dnsPort());
    }

    String address() {
        return address;
    }

    OwnFrontend start() throws IOException, InterruptedException {
        image.start();
        Await.isTrue(PATIENCE, "the frontend listens", this::listens);
        return this;
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        }
    }

    void kill() throws InterruptedException {
        image.kill();
    }

    /** SIGTERM, STOP or CONT; returns at once. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(image.program().pid())).inheritIO().start().waitFor();
    }

    /** @return whether it runs */
    boolean isAlive() {
        return image.program().alive();
    }

    @Override
    public void close() {
        image.close();
    }
}
