package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A frontend known by its name comes back at another address. They are of TEST-NET-3 (RFC 5737), on loopback: one of a private network
 * is nothing that a Box publishes by itself.
 */
@Order(1)
class FrontendMovesIT {
    private static final String NAME = "frontend.link.test";
    private static final String OLD = "203.0.113.61";
    private static final String NEW = "203.0.113.62";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private Lab lab;

    @BeforeEach
    void prepare() throws Exception {
        Labs.need("ip");
        boolean may = ip("add", OLD) && ip("add", NEW);
        if (!may) {
            System.out.println("SKIPPED: a frontend with a public address takes the right to add one to loopback");
        }
        Assumptions.assumeTrue(may, "the right to add an address to loopback is missing");
    }

    @AfterEach
    void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
        ip("del", OLD);
        ip("del", NEW);
    }

    @Test
    void a_box_follows_its_frontend_to_another_address() throws Exception {
        int port = Ports.free(1)[0];
        lab = Labs.prepare("frontend-moves", LabOptions.usual().with("tunnel.frontend", NAME + ":" + port)
                .with("tunnel.frontend.address", "").with("tunnel.frontend.port", Integer.toString(port)));
        lab.cloud().set("zone.frontends", OLD + "," + NEW);
        lab.start();
        Path hosts = lab.file("hosts");
        Files.writeString(hosts, OLD + " " + NAME + "\n", StandardOpenOption.APPEND);
        LabBox box = lab.theBox();
        box.start();
        Outsider outsider;
        try (OwnFrontend before = new OwnFrontend(lab, OLD, port).start()) {
            Watch watch = new Watch(lab, box);
            watch.servesCertificate();
            outsider = new Outsider(lab, "remote." + watch.main(), port);
            Await.isTrue(PATIENCE, "the Box is reached", outsider::reaches);
            assertEquals(OLD, outsider.where());
            before.kill();
        }
        Files.writeString(hosts, Files.readString(hosts).replace(OLD, NEW));
        try (OwnFrontend after = new OwnFrontend(lab, NEW, port).start()) {
            long since = System.nanoTime();
            Await.isTrue(PATIENCE, "the Box is reached again", outsider::reaches);
            Labs.say("a Box is reached again %d ms after its frontend came back at another address", Watch.millisSince(since));
            assertEquals(after.address(), outsider.where());
        }
    }

    private static boolean ip(String verb, String address) throws IOException, InterruptedException {
        return new ProcessBuilder("ip", "address", verb, address + "/32", "dev", "lo").inheritIO().start().waitFor() == 0;
    }
}
