package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers in trouble: each is said, the rest runs, and nothing needs a restart. */
class TroubleIT {
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("trouble", LabOptions.usual().behind(LabOptions.Frontend.APART));
        Path secret = Files.createFile(lab.file("right.secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "what-the-operator-gave-out");
        lab.frontend().set("tunnel.secret", secret).set("tunnel.secret.zone", Lab.ZONE);
        lab.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void a_CA_that_is_down_is_said_and_asked_again_a_minute_later() throws Exception {
        LabBox box = lab.addBox("ca");
        Watch watch = new Watch(lab, box);
        String directory = lab.pebble().directory();
        try (Detour detour = new Detour(LabTls.server(lab, "ca.link.test"))) {
            detour.refuse();
            box.process().set("acme.directory", "https://ca.link.test:" + detour.port() + "/dir");
            box.start();
            said(watch, "box.acme", "ca.link.test");
            watch.has("published");
            detour.pass(java.net.URI.create(directory).getPort());
            Labs.say("CA: %d ms from well again to a certificate", watch.servesCertificate());
        } finally {
            box.process().close();
        }
    }

    @Test
    void a_CA_that_refuses_is_said_in_its_words() throws Exception {
        LabBox box = lab.addBox("no");
        Watch watch = new Watch(lab, box);
        try (Detour detour = new Detour(LabTls.server(lab, "ca.link.test"))) {
            detour.answer(Detour.http("403 Forbidden", "application/problem+json",
                    "{\"type\":\"urn:ietf:params:acme:error:unauthorized\",\"detail\":\"not you\",\"status\":403}"));
            box.process().set("acme.directory", "https://ca.link.test:" + detour.port() + "/dir");
            box.start();
            said(watch, "box.acme", "not you");
        } finally {
            box.process().close();
        }
    }

    @Test
    void a_challenge_that_does_not_show_is_said_and_the_CA_is_not_asked() throws Exception {
        LabBox box = lab.addBox("txt");
        Watch watch = new Watch(lab, box);
        try (UdpDetour dns = new UdpDetour()) {
            box.process().set("acme.nameservers", "127.0.0.1:" + dns.port()).set("acme.txt.wait", 5);
            box.start();
            said(watch, "box.acme", "did not show within 5 s");
            dns.pass(lab.dnsPort());
            Labs.say("challenge: %d ms from well again to a certificate", watch.servesCertificate());
        } finally {
            box.process().close();
        }
    }

    @Test
    void a_registration_server_that_is_down_is_said_and_told_when_it_is_back() throws Exception {
        LabBox box = lab.addBox("registration");
        Watch watch = new Watch(lab, box);
        try (Detour detour = new Detour(LabTls.server(lab, Lab.REGISTRATION))) {
            detour.refuse();
            box.process().set("registration.server", "https://" + Lab.REGISTRATION + ":" + detour.port());
            box.start();
            watch.servesCertificate();
            said(watch, "box.registration", Lab.REGISTRATION);
            detour.answer(Detour.http("500 Internal Server Error", "text/plain", "oops"));
            said(watch, "box.registration", "500");
            detour.pass(java.net.URI.create(lab.registration()).getPort());
            long begin = System.nanoTime();
            watch.has("announced");
            Labs.say("registration: %d ms from well again to announced", Watch.millisSince(begin));
        } finally {
            box.process().close();
        }
    }

    @Test
    void a_wrong_kite_secret_is_said_and_the_right_one_helps() throws Exception {
        LabBox box = lab.addBox("secret");
        Watch watch = new Watch(lab, box);
        lab.secret("wrong.secret", "not-the-secret");
        box.process().set("tunnel.secret", lab.file("wrong.secret"));
        try {
            box.start();
            said(watch, "box.pagekite", "signature");
            watch.servesCertificate();
            Files.copy(lab.file("right.secret"), lab.file("wrong.secret"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            watch.has("tunnel");
        } finally {
            box.process().close();
        }
    }

    @Test
    void the_tunnel_comes_back_after_the_frontend_was_killed() throws Exception {
        LabBox box = lab.addBox("frontend");
        Watch watch = new Watch(lab, box);
        try {
            box.start();
            watch.servesCertificate();
            watch.has("tunnel");
            Web outside = lab.visitor();
            String remote = lab.remote(watch.main()) + "/ping";
            assertEquals(204, Await.until(Duration.ofSeconds(30), "a visitor gets through", () -> outside.get(remote)).statusCode());
            lab.frontend().kill();
            Await.isTrue(Duration.ofSeconds(30), "the tunnel is known to be down", () -> !watch.status().containsKey("tunnel"));
            assertTrue(watch.ping(lab.visitor(), watch.main()), "at home all is as before");
            lab.frontend().start();
            long begin = System.nanoTime();
            Await.isTrue(Duration.ofSeconds(120), "a visitor gets through again", () -> outside.get(remote).statusCode() == 204);
            Labs.say("the tunnel is back %d ms after the frontend", Watch.millisSince(begin));
        } finally {
            box.process().close();
        }
    }

    /** And it is told when it is tried again; while it is being tried there is no such time. */
    private static void said(Watch watch, String step, String words) throws InterruptedException {
        JsonObject failing = Await.until(Duration.ofSeconds(30), step + " tells when it is tried again", () -> {
            JsonObject now = watch.failing(step, words);
            return now.containsKey("next") ? now : null;
        });
        Labs.say("said by %s: %s", step, failing.getString("reason"));
    }
}
