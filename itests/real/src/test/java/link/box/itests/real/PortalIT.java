package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Files;
import java.time.Duration;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network that wants a login: said, taken for nobody's failure, and all is caught up soon after somebody has logged in. */
class PortalIT {
    /** An attempt that fails is written down at once, and made again after a minute. */
    private static final Duration WHILE = Duration.ofSeconds(70);

    @BeforeAll
    static void only_root_has_port_80() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: PortalIT listens on port 80, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
    }

    @Test
    void a_portal_is_recognised_and_costs_no_attempt_and_a_minute_after_the_login_the_box_is_online() throws Exception {
        try (Lab lab = Labs.start("portal", LabOptions.usual())) {
            LabBox box = lab.theBox();
            Watch watch = new Watch(lab, box);
            try (Portal portal = new Portal(lab, box)) {
                portal.stand();
                box.start();
                String trouble = Await.until(Duration.ofSeconds(60), "the portal is said", () -> trouble(watch.status()));
                Labs.say("said: %s", trouble);
                assertTrue(trouble.contains("login.cafe.test") && trouble.contains("from a phone or computer"), trouble);
                watch.failing("box.acme", "no CA is asked");
                watch.failing("box.address", "wants a login first");
                Thread.sleep(WHILE.toMillis());
                JsonObject status = watch.status();
                assertEquals(0, status.getJsonObject("renewal").getJsonArray("attempts").size(), status.toString());
                assertFalse(Files.exists(box.process().data().resolve("link.box.acme/renewal.json")), "the ledger is untouched");
                assertTrue(Watch.check(status, "zone").startsWith("WARN A captive portal, login.cafe.test"), Watch.check(status, "zone"));

                portal.letThrough();
                long begin = System.nanoTime();
                watch.has("published");
                Labs.say("portal: %d ms from the login to records", Watch.millisSince(begin));
                watch.servesCertificate();
                Labs.say("portal: %d ms to a certificate", Watch.millisSince(begin));
                watch.has("announced");
                long online = Watch.millisSince(begin);
                Labs.say("portal: %d ms to announced", online);
                assertTrue(online < 60_000, "online within a minute: " + online);
                assertEquals(null, trouble(watch.status()));
            }
        }
    }

    private static String trouble(JsonObject status) {
        return status.getJsonArray("troubles").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .filter(each -> each.contains("captive portal")).findFirst().orElse(null);
    }
}
