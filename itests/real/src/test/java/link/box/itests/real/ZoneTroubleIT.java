package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A zone API in trouble: said, with the reason and the next try; the rest runs; and when it is well again, so is the Box. */
class ZoneTroubleIT {
    private static Lab lab;

    /** A way to be in trouble, and a word of what the Box says about it. */
    enum Trouble {
        DOWN("cannot be reached", Detour::refuse),
        HANGS("timed out", Detour::hang),
        TELLS_401("401", detour -> detour.answer(Detour.http("401 Unauthorized", "text/plain", "who are you"))),
        TELLS_405("405", detour -> detour.answer(Detour.http("405 Method Not Allowed", "text/plain", ""))),
        TELLS_500("500", detour -> detour.answer(Detour.http("500 Internal Server Error", "text/plain", "oops"))),
        TELLS_GARBAGE("cannot be reached", detour -> detour.answer("\u0001\u0002 SSH-2.0-garbage\r\n\r\n")),
        IS_A_WEB_PAGE("200", detour -> detour.answer(Detour.http("200 OK", "text/html", "<html><h1>It works!</h1></html>")));

        private final String said;
        private final Cause cause;

        Trouble(String said, Cause cause) {
            this.said = said;
            this.cause = cause;
        }
    }

    private interface Cause {
        void on(Detour detour) throws IOException;
    }

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("zone-trouble", LabOptions.usual());
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_Box_says_it_and_recovers_when_the_zone_API(Trouble trouble) throws Exception {
        int real = java.net.URI.create(lab.zoneServer()).getPort();
        LabBox box = lab.addBox(trouble.name());
        Watch watch = new Watch(lab, box);
        try (Detour detour = new Detour(LabTls.server(lab, "zone.link.test"))) {
            trouble.cause.on(detour);
            box.process().set("zone.server", "https://zone.link.test:" + detour.port());
            box.start();
            JsonObject failing = Await.until(Duration.ofSeconds(60), "it says when it tries again", // it does not while it tries
                    () -> Optional.of(watch.failing("box.address", trouble.said)).filter(each -> each.containsKey("next")).orElse(null));
            Labs.say("%s: %s", trouble, failing.getString("reason"));
            assertTrue(Instant.parse(failing.getString("next")).isAfter(Instant.now().minusSeconds(5)), failing.toString());
            assertFalse(watch.status().containsKey("published"), "nothing is published yet");
            assertEquals(Instant.parse("9999-12-31T23:59:59Z"), Handshake.certificate("127.0.0.1", box.port()).getNotAfter().toInstant());

            detour.pass(real);
            long begin = System.nanoTime();
            watch.has("published");
            Labs.say("%s: %d ms from well again to records", trouble, Watch.millisSince(begin));
            if (trouble == Trouble.DOWN) { // once is enough: an attempt to get a certificate is made again after a minute
                Labs.say("%s: and %d ms to a certificate", trouble, watch.servesCertificate());
                watch.recovers();
            }
        } finally {
            box.process().close();
        }
    }
}
