package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Box with the program of its own behind the frontend of the cloud's image, which asks the zone who may fly: no Python anywhere. */
class OwnFrontendIT {
    private static final String SELF = "tunnel.link.test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Lab lab;
    private static Watch watch;
    private static int port;
    private static int numbers;

    @BeforeAll
    static void start() throws Exception {
        numbers = Ports.free(1)[0];
        lab = Labs.prepare("own-frontend", LabOptions.usual());
        port = lab.frontendPort();
        lab.frontend().set("tunnel.metrics.port", numbers).set("tunnel.name", SELF).set("tunnel.certificate", lab.file("frontend.pem"))
                .set("tunnel.key", lab.file("frontend.key"));
        lab.ca().issue(lab.file("frontend.pem"), lab.file("frontend.key"), SELF);
        lab.name(SELF);
        lab.start();
        long begin = System.nanoTime();
        lab.box().start();
        watch = new Watch(lab, lab.theBox());
        watch.has("tunnel");
        Labs.say("a Box flies behind our frontend %d ms after its start", Watch.millisSince(begin));
        watch.servesCertificate();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void it_is_reached_by_its_name_with_its_certificate() throws Exception {
        String ping = lab.remote(watch.main()) + "/ping";
        Await.isTrue(PATIENCE, "it is reached by SNI", () -> lab.visitor().get(ping).statusCode() == 204);
    }

    @Test
    void it_is_reached_by_connect_with_its_certificate() throws Exception {
        Await.isTrue(PATIENCE, "it is reached by CONNECT", () -> fromOutside() == 204);
    }

    @Test
    void plain_http_is_sent_to_https() throws Exception {
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://remote." + watch.main() + ":" + port + "/a?b")).build(), HttpResponse.BodyHandlers.discarding());
        assertEquals(308, answer.statusCode());
        assertEquals("https://remote." + watch.main() + "/a?b", answer.headers().firstValue("location").orElse(""));
    }

    @Test
    void a_Box_with_a_wrong_secret_is_refused_and_says_so() throws Exception {
        LabBox wrong = lab.addBox("wrong");
        lab.secret("wrong.secret", "1".repeat(64));
        wrong.process().set("tunnel.secret", lab.file("wrong.secret"));
        wrong.start();
        try {
            JsonObject failing = new Watch(lab, wrong).failing("box.pagekite", "signature");
            assertTrue(failing.getString("reason").contains("refuses the kite remote."), failing.toString());
        } finally {
            wrong.process().close();
        }
    }

    @Test
    void a_Box_whose_tunnel_is_in_tls_flies_and_one_that_believes_nobody_does_not() throws Exception {
        LabBox covered = lab.addBox("covered");
        covered.process().set("tunnel.frontend", SELF + ":" + port).set("tunnel.frontend.tls", "true")
                .set("tunnel.frontend.trust", lab.file("root.pem"));
        LabBox careful = lab.addBox("careful");
        careful.process().set("tunnel.frontend", SELF + ":" + port).set("tunnel.frontend.tls", "true");
        covered.start();
        careful.start();
        try {
            new Watch(lab, covered).has("tunnel");
            Watch alone = new Watch(lab, careful);
            String why = "the tunnel's frontend " + SELF + ":" + port + " shows a certificate of a CA that this Box does not believe";
            assertEquals(why, alone.failing("box.pagekite", "CA").getString("reason"));
            alone.checks("tunnel", "WARN The tunnel is down: " + why);
            assertTrue(alone.status().getJsonArray("troubles").toString().contains(why + "; set tunnel.frontend.trust"));
            assertTrue(metrics().matches("(?s).*\ntunnel_handshakes_failed_total [1-9][0-9]*\n.*"), metrics());
            String kite = "https:remote." + new Watch(lab, covered).main();
            covered.process().close();
            Await.isTrue(PATIENCE, "its end is told",
                    () -> Files.readString(lab.file("cloud.log")).contains(kite + " does not fly any more"));
        } finally {
            covered.process().close();
            careful.process().close();
        }
    }

    @Test
    void a_Box_with_Debians_program_for_an_engine_flies_and_is_reached_with_its_certificate() throws Exception {
        Labs.need("pagekite");
        LabBox other = lab.addBox("process");
        other.process().set("tunnel.engine", "process");
        other.start();
        try {
            Watch second = new Watch(lab, other);
            second.servesCertificate();
            second.has("tunnel");
            String ping = lab.remote(second.main()) + "/ping";
            Await.isTrue(PATIENCE, "it is reached by SNI", () -> lab.visitor().get(ping).statusCode() == 204);
        } finally {
            other.process().close();
        }
    }

    @Test
    void the_Box_tells_that_it_is_reached_and_the_frontend_who_flies() throws Exception {
        watch.checks("tunnel", "OK The Box is reached from outside: remote." + watch.main());
        assertTrue(Files.readString(lab.file("cloud.log")).contains("https:remote." + watch.main() + " flies\n"));
    }

    private static String metrics() throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + numbers + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void the_frontend_tells_its_numbers_and_no_secret() throws Exception {
        String text = metrics();
        assertTrue(text.matches("(?s).*\ntunnel_certificate_days [1-9][0-9]*\n.*"), text);
        assertTrue(text.matches("(?s).*\ntunnel_kites [1-9][0-9]*\n.*"), text);
        List<String> lines = Files.readAllLines(lab.box().data().resolve("link.box.pagekite/kite.secret"));
        String secret = lines.get(lines.size() - 1);
        assertTrue(secret.length() >= 43, "256 bits");
        for (String told : List.of(text, Files.readString(lab.file("cloud.log")), Files.readString(lab.file("box.log")))) {
            assertFalse(told.contains(secret));
        }
        assertFalse(Files.readString(lab.file("cloud.log")).contains("X-PageKite"));
    }

    @Test
    void it_is_reached_again_soon_after_the_frontend_was_killed() throws Exception {
        Await.isTrue(PATIENCE, "it is reached", () -> fromOutside() == 204);
        lab.cloud().kill();
        lab.cloud().start();
        lab.awaitCloud();
        long up = System.nanoTime();
        Await.isTrue(PATIENCE, "it is reached again", () -> fromOutside() == 204);
        Labs.say("a Box is reached again %d ms after our frontend was back", Watch.millisSince(up));
    }

    private static int fromOutside() throws Exception {
        return lab.visitorFromOutside().get("https://remote." + watch.main() + "/ping").statusCode();
    }
}
