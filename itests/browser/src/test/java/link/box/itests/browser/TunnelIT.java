package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import link.box.lab.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A browser away from home. Debian's frontend takes TLS by HTTP CONNECT only, so it is the browser's proxy. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TunnelIT {
    private static OnlineBox box;
    private static Chrome outside;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("tunnel");
        outside = box.at(Browser.outside(box.lab()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void nobody_outside_is_offered_the_set_up() throws Exception {
        openThroughTunnel("/", "Finish the set-up at home");
        openThroughTunnel("/setup", "Finish the set-up at home");
        assertFalse(outside.sees("form"), outside.text());
        List<String> complaints = outside.complaints();
        assertTrue(complaints.stream().allMatch(each -> each.contains("status of 403")), complaints.toString());
    }

    @Test
    @Order(2)
    void at_home_the_same_box_is_set_up() throws Exception {
        try (Chrome home = box.atHome("home")) {
            home.open(box.local("/"));
            home.enter(EMAIL, PASSWORD);
            home.awaitText("Logged in as");
        }
    }

    @Test
    @Order(3)
    void the_login_page_comes_through_the_tunnel_with_a_padlock() throws Exception {
        openThroughTunnel("/", "This is your Box. Log in to go on.");
        Padlock padlock = Padlock.of(outside, box.remote("/")).orElseThrow();
        assertEquals("secure", padlock.state());
        assertTrue(padlock.issuer().startsWith("Pebble"), padlock.toString());
        assertTrue(padlock.names().contains("*." + box.id() + ".box.test"), padlock.toString());
    }

    @Test
    @Order(4)
    void the_owner_logs_in_from_outside() throws Exception {
        outside.awaitTunnel("logged in", () -> {
            outside.open(box.remote("/"));
            if (outside.sees("#email")) {
                outside.enter(EMAIL, PASSWORD);
            }
            return outside.text().contains("Logged in as");
        });
        assertEquals(box.remote("/"), outside.url());
    }

    private static void openThroughTunnel(String path, String text) throws Exception {
        outside.network();
        outside.awaitTunnel("\"" + text + "\" comes through the tunnel", () -> {
            outside.open(box.remote(path));
            return outside.text().contains(text);
        });
    }
}
