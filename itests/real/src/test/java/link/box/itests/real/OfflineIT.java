package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The Internet is gone: at home all goes on, nothing is thrown away, and all is caught up within a minute after it is back. */
@ResourceLock("home network")
@Order(1)
class OfflineIT {
    private static final String FIRST = "192.168.77.20";
    private static final String SECOND = "192.168.77.31";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** Whatever waits with a doubling backoff waits for longer than a minute then. */
    private static final Duration LONG = Duration.ofSeconds(160);

    @BeforeAll
    static void only_root_can_make_a_network() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: OfflineIT makes a network namespace, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
        List.of("avahi-daemon", "dbus-daemon", "dnsmasq", "udhcpc", "curl").forEach(Labs::need);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void at_home_all_goes_on_through_a_move_and_a_restart_and_all_is_caught_up_within_a_minute() throws Exception {
        try (HomeNetwork home = new HomeNetwork(Path.of(System.getProperty("box.labs"), "offline-home"));
                Lab lab = Labs.start("cut-off", LabOptions.usual().with("lab.address", "").with("address.interface", home.cable())
                        .with("https.address", "0.0.0.0").with("lab.loopback", "false"))) {
            home.giveOut(FIRST);
            home.plugIn();
            Household house = new Household(lab, home);
            house.comesOnline(FIRST);
            house.makesAdmin(FIRST);
            String until = until(house);
            String orders = Files.readString(house.file("link.box.acme/renewal.json"));

            house.losesTheInternet();
            house.isServed(FIRST);

            home.giveOut(SECOND);
            Await.isTrue(MINUTE, "it is served at its new address", () -> house.answers(SECOND));
            house.isServed(SECOND);

            house.restarts();
            Await.isTrue(MINUTE, "it is served after a restart", () -> house.answers(SECOND));
            house.isServed(SECOND);
            Await.isTrue(MINUTE, "it knows that it is cut off", () -> house.status().containsKey("offline"));
            house.saysHowItIsReached(SECOND);
            assertEquals(until, until(house), "the certificate is the one from before");
            assertTrue(Files.readString(house.file("link.box.address/names.json")).contains(FIRST), "the names' past is known");

            Thread.sleep(LONG.toMillis());
            house.hasTheInternetBack();
            house.catchesUp(SECOND, MINUTE);
            house.isServed(SECOND);
            assertFalse(house.status().containsKey("offline"));
            assertEquals(until, until(house), "and nobody needed another one");
            assertEquals(orders, Files.readString(house.file("link.box.acme/renewal.json")), "no attempt was made in vain");
        }
    }

    private static String until(Household house) throws InterruptedException {
        return house.status().getJsonObject("certificate").getString("until");
    }
}
