package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Program;
import link.box.lab.Unbound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's pagekite as a frontend that knows no secret and asks the zone, through a caching resolver, whether a kite may fly. */
class KiteSecretIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DNS = 53;
    /** One that no other resolver of this machine has. */
    private static final String RESOLVER = "127.53." + ProcessHandle.current().pid() / 250 % 250 + "."
            + (ProcessHandle.current().pid() % 250 + 1);
    private static Lab lab;
    private static Unbound resolver;
    private static Watch watch;

    @BeforeAll
    static void start() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: KiteSecretIT gives a program a resolver of its own, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
        lab = Labs.prepare("kite-secret", LabOptions.usual().behind(LabOptions.Frontend.PAGEKITE).with("tunnel.secret", ""));
        lab.pagekite().asksTheZone(RESOLVER);
        lab.start();
        resolver = new Unbound(Files.createDirectory(lab.file("resolver")), RESOLVER, DNS, Lab.ZONE, lab.dnsPort());
        resolver.start();
        long begin = System.nanoTime();
        lab.box().start();
        watch = new Watch(lab, lab.theBox());
        watch.has("tunnel");
        Labs.say("a Box flies with a secret of its own %d ms after its start", Watch.millisSince(begin));
        watch.servesCertificate();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
        if (resolver != null) {
            resolver.close();
        }
    }

    @Test
    void the_Box_is_reached_through_the_frontend_with_its_certificate() throws Exception {
        String ping = "https://remote." + watch.main() + "/ping";
        Await.isTrue(PATIENCE, "it is reached from outside", () -> lab.visitorFromOutside().get(ping).statusCode() == 204);
    }

    @Test
    void another_secret_does_not_fly_its_name() throws Exception {
        assertEquals("Rejected (unauthorized)", verdict("remote." + watch.main(), "0".repeat(64)));
    }

    @Test
    void a_name_that_nobody_has_registered_does_not_fly() throws Exception {
        assertEquals("Rejected (unauthorized)", verdict("remote." + "f".repeat(40) + "." + Lab.ZONE, secret(lab.theBox())));
        assertEquals("Rejected (unauthorized)", verdict("remote.example.test", secret(lab.theBox())));
    }

    @Test
    void what_its_secret_signs_flies_also_from_another_program() throws Exception {
        assertEquals("flies", verdict("other." + watch.main(), secret(lab.theBox())));
    }

    @Test
    void another_Box_with_the_other_engine_has_another_secret_and_does_not_fly_this_ones_name() throws Exception {
        LabBox other = lab.addBox("other");
        other.process().set("tunnel.engine", "process");
        other.start();
        try {
            Watch second = new Watch(lab, other);
            String name = second.has("tunnel").getString("host");
            second.servesCertificate();
            String ping = "https://" + name + "/ping";
            Await.isTrue(PATIENCE, "it is reached from outside", () -> lab.visitorFromOutside().get(ping).statusCode() == 204);
            assertNotEquals(secret(lab.theBox()), secret(other));
            assertEquals("Rejected (unauthorized)", verdict("remote." + watch.main(), secret(other)));
            assertEquals("Rejected (unauthorized)", verdict("new." + name, secret(lab.theBox())));
        } finally {
            other.process().close();
        }
    }

    @Test
    void a_Box_with_a_wrong_secret_says_so() throws Exception {
        LabBox wrong = lab.addBox("wrong");
        lab.secret("wrong.secret", "1".repeat(64));
        wrong.process().set("tunnel.secret", lab.file("wrong.secret"));
        wrong.start();
        try {
            JsonObject failing = new Watch(lab, wrong).failing("box.pagekite", "Rejected (unauthorized)");
            assertTrue(failing.getString("reason").contains("refuses the kite remote."), failing.toString());
        } finally {
            wrong.process().close();
        }
    }

    @Test
    void the_secret_is_in_no_log() throws Exception {
        for (String log : List.of("box.log", "cloud.log", "frontend.log", "frontend-protocol.log")) {
            assertFalse(Files.readString(lab.file(log)).contains(secret(lab.theBox())), log);
        }
    }

    private static String secret(LabBox box) throws IOException {
        List<String> lines = Files.readAllLines(box.process().data().resolve("link.box.pagekite/kite.secret"));
        return lines.get(lines.size() - 1);
    }

    /** @return what the frontend says to a kite of that name, flown by Debian's pagekite */
    private static String verdict(String host, String secret) throws Exception {
        Path log = Files.createTempFile(lab.file("resolver"), "kite", ".log");
        try (Program kite = Program.start("kite", log, Map.of(), List.of("pagekite", "--clean", "--nullui", "--nocrashreport", "--new",
                "--noprobes", "--frontend=127.0.0.1:" + lab.frontendPort(), "--service_on=https:" + host + ":127.0.0.1:1:" + secret,
                "--logfile=stdio"))) {
            return Await.until(PATIENCE, "the frontend has decided on " + host, () -> kite.output().lines()
                    .filter(line -> line.contains("; domain=" + host + ";") && line.contains("; proto=https;")).findFirst()
                    .map(line -> line.contains("err=") ? line.replaceFirst(".*err=(\\w+);.*reason=(\\w+);.*", "$1 ($2)") : "flies")
                    .orElse(null));
        }
    }
}
