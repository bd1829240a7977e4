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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One person's way, in order: from the app to the connected app, the Box's page, a device, out and in again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static OnlineBox box;
    private static Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("journey");
        chrome = box.atHome("journey");
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
        assertEquals(List.of(), complaints());
    }

    /** The app asks for its letter as soon as it is connected, and the Box may be writing it still. */
    private static List<String> complaints() {
        return chrome.complaints().stream().filter(each -> !each.matches(".*/v2/where/\\S+ - .* status of 404 .*")).toList();
    }

    @Test
    @Order(1)
    void the_app_finds_exactly_one_box() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("Found a Box at " + Lab.HOME_ADDRESS);
        assertFalse(chrome.text().contains(box.id().substring(0, 4)), "nobody is told whose Box it is: " + chrome.text());
        assertFalse(chrome.sees("#choice"), "there is nothing to choose");
    }

    @Test
    @Order(2)
    void d14_connect_leads_from_a_public_page_to_the_set_up_with_a_padlock_and_no_question() throws Exception {
        chrome.network();
        chrome.click("#connect");
        chrome.awaitText("Set up your Box");
        assertTrue(chrome.url().startsWith(box.local("/setup?next=")), chrome.url());
        List<String> network = chrome.network();
        String hop = "http://" + Lab.HOME_ADDRESS + ":" + box.lab().theBox().plainPort() + "/.well-known/box/go";
        List<String> way = Requests.documents(network);
        assertEquals(List.of(hop, box.local("/connect")), way.subList(0, 2), "nothing is in the query of the hop");
        assertTrue(way.get(2).startsWith(box.local("/oauth/authorize?response_type=code&client_id=https%3A%2F%2Fapp.link.test")),
                "the fragment came through: " + way);
        assertEquals("prompt", chrome.permission("local-network"), "nobody was asked");
        Padlock padlock = Padlock.of(network, box.local("")).orElseThrow();
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
    void o15_one_click_sets_the_box_up_lets_the_app_in_and_leads_back() throws Exception {
        assertTrue(chrome.text().contains("This lets the app at " + box.lab().app() + " use your Box"), chrome.text());
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitConnected();
        assertEquals(box.app(), chrome.url(), "the code has left the address bar");
        assertTrue(chrome.text().contains("Reached over the Internet"), "no browser asks before it reaches a public address");
        assertEquals("prompt", chrome.permission("local-network"), "nobody was asked");
    }

    @Test
    @Order(5)
    void the_page_of_the_box_shows_facts_and_devices() throws Exception {
        chrome.click("#open-home");
        chrome.awaitText("Nothing needs you at the moment.");
        assertEquals(box.local("/"), chrome.url());
        assertTrue(chrome.text().contains(box.id()), chrome.text());
        assertTrue(chrome.text().contains("valid for 89 more days"), chrome.text());
        assertTrue(chrome.text().contains("Lamp"), chrome.text());
        assertTrue(chrome.text().contains("One app is connected."), chrome.text());
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
    void another_connection_needs_one_click_while_the_box_knows_the_browser() throws Exception {
        disconnect();
        chrome.click("#connect");
        chrome.awaitText("The app at this address wants to use your Box");
        assertTrue(chrome.text().contains(box.lab().app()), "it says where to: " + chrome.text());
        chrome.press("button[value=allow]");
        chrome.awaitConnected();
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
        disconnect();
        chrome.click("#connect");
        chrome.awaitText("Log in to connect it.");
        chrome.enter(EMAIL, "wrong horse battery");
        chrome.awaitText("E-mail address or password is wrong.");
        assertTrue(chrome.text().contains(box.lab().app()), "it says still what for: " + chrome.text());
        assertEquals(EMAIL, chrome.element("#email").getDomProperty("value"), "what was right needs no second typing");
        assertEquals("password", chrome.script("return document.activeElement.id"));
        List<String> complaints = complaints();
        assertTrue(complaints.stream().allMatch(each -> each.contains("status of 401")), complaints.toString());
    }

    @Test
    @Order(10)
    void the_right_one_leads_back_to_the_app() throws Exception {
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitConnected();
        assertEquals(box.app(), chrome.url());
    }

    private static void disconnect() throws Exception {
        chrome.open(box.app());
        chrome.awaitConnected();
        chrome.click("#disconnect");
        chrome.awaitText("Your Box has ended the connection.");
        chrome.awaitText("Found a Box");
    }
}
