package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app finds Boxes, or says what helps. */
class AppFindsIT {
    private static final String HANDLE = "handlehandlehandle0001";
    private static AppLab app;
    private static Chrome chrome;
    private static Screens screens;

    @BeforeAll
    static void start() throws Exception {
        app = new AppLab("app-finds");
        chrome = app.at("finder");
        screens = new Screens();
    }

    @AfterAll
    static void stop() throws Exception {
        if (app != null) {
            app.close();
            assertEquals(List.of(), screens.wrong());
        }
    }

    @BeforeEach
    void nobody_is_on_the_way() {
        chrome.open(app.app() + "style.css");
        chrome.script("sessionStorage.clear()");
        app.registration().seen().clear();
    }

    @Test
    void it_asks_both_families_at_once_and_tells_nothing_of_itself() throws Exception {
        app.registration().list();
        chrome.open(app.app());
        chrome.awaitText("No Box found yet");
        Set<String> hosts = new TreeSet<>();
        for (FakeRegistration.Seen seen : app.registration().seen()) {
            hosts.add(seen.host());
            assertEquals("GET /v2/boxes", seen.method() + " " + seen.path());
            assertTrue(Stream.of("Authorization", "Cookie", "Referer").noneMatch(seen.headers()::contains), seen.toString());
        }
        assertEquals(Set.of("v4." + FakeRegistration.HOST, "v6." + FakeRegistration.HOST), hosts, "no preflight, no third question");
    }

    @Test
    void a_box_that_both_families_know_is_one_box() throws Exception {
        app.registration().list(app.box().record(HANDLE));
        chrome.open(app.app());
        chrome.awaitText("Found a Box at 192.168.1.23");
        assertFalse(chrome.sees("#choice"), "there is nothing to choose");
    }

    @Test
    void one_family_that_answers_is_enough() throws Exception {
        app.registration().down();
        app.registration().listAt("v4." + FakeRegistration.HOST, app.box().record(HANDLE));
        chrome.open(app.app());
        chrome.awaitText("Found a Box at 192.168.1.23");
    }

    @Test
    void where_neither_family_answers_the_base_host_is_asked() throws Exception {
        app.registration().down();
        app.registration().listAt(FakeRegistration.HOST, app.box().record(HANDLE));
        chrome.open(app.app());
        chrome.awaitText("Found a Box at 192.168.1.23");
    }

    @Test
    void d15_nothing_but_a_private_address_and_a_port_that_browsers_open_is_a_box() throws Exception {
        List<String> addresses = List.of("8.8.8.8", "evil.com", "127.0.0.1", "169.254.1.1", "100.64.0.1", "172.32.0.1", "192.168.1.256",
                "192.168.1.023", "192.168.1", "3232235799", "0xc0a80117", "192.168.1.23@evil.com", "192.168.1.23/..//evil.com", "10.0.0.1#",
                "::1", "fe80::1", "2001:db8::1", "fc::1", "fd00::1]@[evil", "::ffff:192.168.1.23", "local.box.test", " 10.0.0.1", "");
        List<String> ports = List.of("22", "0", "-1", "65536", "6667", "80.5", "\"80\"", "null");
        app.registration().list(Stream.concat(addresses.stream().map(ip -> "{\"h\":\"" + HANDLE + "\",\"ip\":\"" + ip + "\",\"port\":80}"),
                ports.stream().map(port -> "{\"h\":\"" + HANDLE + "\",\"ip\":\"10.0.0.1\",\"port\":" + port + "}")).toArray(String[]::new));
        chrome.open(app.app());
        chrome.awaitText("No Box found yet");
        for (String address : addresses) {
            assertEquals(false, verdict("isPrivate", address), address);
        }
        for (String address : List.of("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.255.255", "fd12:3456::1", "fc00::1")) {
            assertEquals(true, verdict("isPrivate", address), address);
        }
        for (int port : List.of(80, 81, 8080, 65535)) {
            assertEquals(true, verdict("isOpenPort", port), "port " + port);
        }
        for (int port : List.of(0, 22, 6667, 65536)) {
            assertEquals(false, verdict("isOpenPort", port), "port " + port);
        }
    }

    @Test
    void an_answer_that_is_none_counts_as_silence() throws Exception {
        app.registration().listAt("v4." + FakeRegistration.HOST, "[");
        app.registration().listAt("v6." + FakeRegistration.HOST, "\"" + "x".repeat(100_000) + "\"");
        chrome.open(app.app());
        chrome.awaitText("does not answer");
        screens.take(chrome, "app-unreachable");
        chrome.complaints();
    }

    @Test
    void d16_none_is_helped_and_found_as_soon_as_it_is_there() throws Exception {
        app.registration().list();
        chrome.open(app.app());
        chrome.awaitText("No Box found yet");
        screens.take(chrome, "app-none");
        app.registration().list(app.box().record(HANDLE));
        chrome.awaitText("Found a Box at 192.168.1.23");
        screens.take(chrome, "app-one");
    }

    @Test
    void while_it_looks_it_says_so() throws Exception {
        app.registration().hold(true);
        chrome.open(app.app());
        chrome.awaitText("Looking for your Box");
        screens.take(chrome, "app-searching");
        app.registration().list(app.box().record(HANDLE));
        app.registration().hold(false);
        chrome.awaitText("Found a Box at 192.168.1.23");
    }

    @Test
    void d16_two_records_of_one_place_are_one_box() throws Exception {
        app.registration().list(app.box().record("handlehandlehandle0002"), app.box().record(HANDLE));
        chrome.open(app.app());
        chrome.awaitText("Found a Box");
    }

    @Test
    void d16_of_two_the_person_chooses() throws Exception {
        app.registration().list(app.other().record("handlehandlehandle0002"), app.box().record(HANDLE));
        chrome.open(app.app());
        chrome.awaitText("Found 2 Boxes");
        assertTrue(chrome.text().contains("QR code"), chrome.text());
        chrome.click("#connect");
        assertEquals(app.app(), chrome.url(), "nothing is chosen for the person");
        chrome.click("#choice label:last-of-type");
        screens.take(chrome, "app-several");
        chrome.click("#connect");
        chrome.awaitText("Connected");
        assertTrue(app.other().seen().stream().anyMatch(each -> each.equals("hop GET /.well-known/box/go")), app.other().seen().toString());
        assertEquals(List.of(), app.box().seen(), "the other one is not even asked");
        chrome.click("#disconnect");
        chrome.awaitText("Your Box has ended the connection");
        screens.take(chrome, "app-disconnected");
    }

    @Test
    void after_a_minute_it_waits_for_the_person() throws Exception {
        app.registration().list();
        openHurried();
        chrome.awaitText("Look again");
        assertEquals(24, app.registration().seen().size(), "12 times both families");
        screens.take(chrome, "app-none-over");
        app.registration().down();
        openHurried();
        chrome.awaitText("does not answer");
        chrome.awaitText("Look again");
        screens.take(chrome, "app-unreachable-over");
        chrome.complaints();
        app.registration().list(app.box().record(HANDLE));
        assertFalse(chrome.text().contains("Found a Box"), "it does not look by itself any more");
        chrome.script("dispatchEvent(new Event('focus'))");
        chrome.awaitText("Found a Box");
    }

    @Test
    void d16_back_from_an_address_where_nothing_opens_there_is_help() throws Exception {
        app.registration().list(app.dead());
        chrome.open(app.app());
        chrome.awaitText("Found a Box at " + AppLab.DEAD);
        chrome.click("#connect");
        chrome.await("the browser says so", () -> !chrome.url().startsWith(app.app()));
        Thread.sleep(8_100); // the page counts by the real clock: who is back at once has only changed their mind
        chrome.driver().navigate().back();
        chrome.awaitText("The Box at " + AppLab.DEAD + " did not open");
        screens.take(chrome, "app-dead");
        chrome.click("#look");
        chrome.awaitText("Found a Box at " + AppLab.DEAD);
        chrome.complaints();
    }

    /** The page's minutes are shorter. */
    private static void openHurried() {
        Object script = chrome.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
                "const real = setTimeout; globalThis.setTimeout = (action, after) => real(action, after / 100)")).get("identifier");
        chrome.open(app.app());
        chrome.cdp("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    private static Object verdict(String function, Object value) {
        return chrome.driver().executeAsyncScript("""
                const [name, value, done] = arguments;
                import("/address.js").then((module) => done(module[name](value)), (error) => done(String(error)));
                """, function, value);
    }
}
