package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import link.box.lab.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One person's way, in order: from the app to the logged-in app, the Box's page, a device, out and in again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static OnlineBox box;
    private static Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("journey");
        chrome = box.at(new Browser(box.lab()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    /** Whatever is expected there has been taken by the test itself. */
    @AfterEach
    void the_console_complains_of_nothing() {
        assertEquals(List.of(), chrome.complaints());
    }

    @Test
    @Order(1)
    void the_app_finds_exactly_one_box() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("Found your Box");
        assertTrue(chrome.text().contains(box.id().substring(0, 4)), chrome.text());
        assertFalse(chrome.sees("#choice"), "there is nothing to choose");
    }

    @Test
    @Order(2)
    void connect_leads_to_the_set_up_page_with_a_padlock() throws Exception {
        chrome.network();
        chrome.click("#connect");
        chrome.awaitText("Set up your Box");
        assertTrue(chrome.url().startsWith(box.local("/")), chrome.url());
        Padlock padlock = Padlock.of(chrome, box.local("")).orElseThrow();
        assertEquals("secure", padlock.state());
        assertTrue(padlock.issuer().startsWith("Pebble"), padlock.toString());
        assertTrue(padlock.names().contains("*." + box.id() + ".box.test"), padlock.toString());
    }

    @Test
    @Order(3)
    void without_the_imported_root_there_is_no_page() throws Exception {
        try (Chrome unprepared = new Chrome(Browser.unprepared(box.lab()))) {
            unprepared.open(box.local("/"));
            unprepared.awaitText("ERR_CERT_AUTHORITY_INVALID");
            assertFalse(unprepared.text().contains("Set up your Box"), unprepared.text());
        }
    }

    @Test
    @Order(4)
    void the_admin_is_back_in_the_app_logged_in() throws Exception {
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitText("You are logged in to your Box");
        assertEquals(box.app(), chrome.url(), "the token has left the address bar");
    }

    @Test
    @Order(5)
    void the_page_of_the_box_shows_facts_and_devices() throws Exception {
        chrome.click("#open");
        chrome.awaitText("Your Box");
        assertEquals(box.local("/"), chrome.url());
        assertTrue(chrome.text().contains(box.id()), chrome.text());
        assertTrue(chrome.text().contains("valid for 89 more days"), chrome.text());
        assertTrue(chrome.text().contains("Lamp"), chrome.text());
    }

    @Test
    @Order(6)
    void a_device_is_used() throws Exception {
        chrome.click("a[href='/d/lamp/']");
        chrome.awaitText("The lamp is off");
        chrome.click("main form button");
        chrome.awaitText("The lamp is on");
        assertEquals(box.local("/d/lamp/"), chrome.url());
    }

    @Test
    @Order(7)
    void another_app_login_needs_one_click_while_the_box_knows_the_browser() throws Exception {
        chrome.open(box.app());
        chrome.click("#forget");
        chrome.click("#connect");
        chrome.awaitText("Go back to the app");
        assertTrue(chrome.text().contains(box.lab().app()), "it says where to: " + chrome.text());
        chrome.click("main form button");
        chrome.awaitText("You are logged in to your Box");
        assertEquals(box.app(), chrome.url());
    }

    @Test
    @Order(8)
    void logged_out_means_out() throws Exception {
        chrome.open(box.local("/"));
        chrome.click("form[action='/session/logout'] button");
        chrome.awaitText("This is your Box. Log in to go on.");
        chrome.open(box.local("/d/lamp/"));
        assertTrue(chrome.url().startsWith(box.local("/login")), chrome.url());
    }

    @Test
    @Order(9)
    void a_wrong_password_is_told() throws Exception {
        chrome.open(box.app());
        chrome.click("#forget");
        chrome.click("#connect");
        chrome.awaitText("This is your Box. Log in to go on.");
        chrome.enter(EMAIL, "wrong horse battery");
        chrome.awaitText("E-mail address or password is wrong.");
        assertEquals(EMAIL, chrome.element("#email").getDomProperty("value"), "what was right needs no second typing");
        assertEquals("password", chrome.script("return document.activeElement.id"));
        List<String> complaints = chrome.complaints();
        assertTrue(complaints.stream().allMatch(each -> each.contains("status of 401")), complaints.toString());
    }

    @Test
    @Order(10)
    void the_right_one_leads_back_to_the_app() throws Exception {
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitText("You are logged in to your Box");
        assertEquals(box.app(), chrome.url());
    }
}
