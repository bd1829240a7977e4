package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import link.box.lab.Browser;
import link.box.lab.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A browser away from home: all that it reads has come through the frontend, which reads no more of it than the name. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TunnelIT {
    private static final String LOGIN = "This is your Box. Log in to go on.";
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
        outside.open(box.remote("/"));
        outside.awaitText("Finish the set-up at home");
        outside.open(box.remote("/setup"));
        outside.awaitText("Finish the set-up at home");
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
        outside.network();
        outside.open(box.remote("/"));
        outside.awaitText(LOGIN);
        hasPadlock(outside, box.remote("/"));
    }

    @Test
    @Order(4)
    void the_owner_logs_in_from_outside() throws Exception {
        outside.enter(EMAIL, PASSWORD);
        outside.awaitText("Logged in as");
        assertEquals(box.remote("/"), outside.url());
    }

    @Test
    @Order(5)
    void a_browser_that_is_let_out_by_a_proxy_only_gets_there_by_connect() throws Exception {
        String url = "https://remote." + box.id() + "." + Lab.ZONE + "/";
        try (Chrome guest = new Chrome(Browser.outsideByConnect(box.lab()))) {
            guest.open(url);
            guest.awaitText(LOGIN);
            hasPadlock(guest, url);
        }
    }

    private static void hasPadlock(Chrome chrome, String url) {
        Padlock padlock = Padlock.of(chrome, url).orElseThrow();
        assertEquals("secure", padlock.state());
        assertTrue(padlock.issuer().startsWith("Pebble"), padlock.toString());
        assertTrue(padlock.names().contains("*." + box.id() + "." + Lab.ZONE), padlock.toString());
    }
}
