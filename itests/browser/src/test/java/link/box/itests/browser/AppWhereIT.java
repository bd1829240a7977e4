package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Box has moved, and the app reads where to from the sealed list; whoever keeps the list can neither read nor forge it. */
class AppWhereIT extends AppPerson {
    AppWhereIT() {
        super("app-where");
    }

    /** Connected by the tunnel, which is switched off then; the direct way is open, but the address that the app knows leads nowhere. */
    @BeforeEach
    void the_known_ways_lead_nowhere_any_more() throws Exception {
        app.box().grants().knownAt("https://192-168-1-77." + app.box().main() + ":1");
        chrome.permit("local-network", "granted");
        connect();
        chrome.awaitText("Connected.");
        app.box().throughTunnel(false);
        app.box().seen().clear();
    }

    @Test
    void the_new_address_is_found_by_the_sealed_list() throws Exception {
        keep(5, app.box().issuer(), app.box().local());
        chrome.open(app.app());
        chrome.awaitText("Reached directly in your home network");
        assertEquals(app.box().local() + "/", chrome.element("#open").getDomProperty("href"));
    }

    @Test
    void a_list_that_is_older_than_the_last_one_is_a_replay() throws Exception {
        keep(7, app.box().issuer(), "https://192-168-1-78." + app.box().main() + ":1");
        offline();
        keep(6, app.box().issuer(), app.box().local());
        offline();
        assertEquals(List.of(), app.box().seen(), "the replayed list leads nobody anywhere");
        keep(7, app.box().issuer(), app.box().local());
        chrome.open(app.app());
        chrome.awaitText("Reached directly in your home network");
    }

    @Test
    void a_list_that_was_tampered_with_is_nothing() throws Exception {
        String sealed = app.box().grants().seal(list(9, app.box().issuer(), app.box().local()));
        for (int at : List.of(0, 20, sealed.length() - 3)) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            app.registration().keep(FakeGrants.LOCATOR, sealed.substring(0, at) + other + sealed.substring(at + 1));
            offline();
        }
        app.registration().keep(FakeGrants.LOCATOR, sealed.substring(0, 10));
        offline();
        app.registration().keep(FakeGrants.LOCATOR, "!".repeat(60));
        offline();
        assertEquals(List.of(), app.box().seen());
    }

    @Test
    void a_list_that_was_sealed_for_another_letterbox_is_nothing() throws Exception {
        app.registration().keep(FakeGrants.LOCATOR, app.box().grants().sealFor("locatorlocatorlocator2",
                list(9, app.box().issuer(), app.box().local())));
        offline();
        assertEquals(List.of(), app.box().seen());
    }

    @Test
    void a_list_of_another_box_or_with_foreign_names_is_nothing() throws Exception {
        keep(9, app.other().issuer(), app.box().local());
        offline();
        for (String foreign : List.of(app.other().local(), "https://evil.example", app.box().local().replace("https:", "http:"),
                app.box().local() + "/path", "https://evil.example#." + app.box().main())) {
            keep(9, app.box().issuer(), foreign);
            offline();
        }
        assertEquals(List.of(), app.box().seen());
        assertEquals(List.of(), app.other().seen());
    }

    @Test
    void a_router_that_hides_the_names_at_home_is_told_of() throws Exception {
        app.box().throughTunnel(true);
        app.registration().keep(FakeGrants.LOCATOR, app.box().grants().seal("""
                {"v":1,"n":3,"iss":"%s","urls":[{"url":"%s","kind":"tunnel"},{"url":"%s","kind":"address"}]}
                """.formatted(app.box().issuer(), app.box().remote(), app.box().local())));
        chrome.open(app.app());
        chrome.awaitText("Your router hides the Box's home names");
        assertFalse(chrome.sees("#open-home"), "a way that leads nowhere is not offered");
        screens.take(chrome, "app-router-hides");
    }

    @Test
    void the_server_learns_the_locator_and_nothing_else() throws Exception {
        keep(5, app.box().issuer(), app.box().local());
        app.registration().seen().clear();
        chrome.open(app.app());
        chrome.awaitText("Reached directly in your home network");
        assertEquals(List.of("GET " + FakeRegistration.HOST + " /v2/where/" + FakeGrants.LOCATOR), app.registration().seen().stream()
                .map(each -> each.method() + " " + each.host() + " " + each.path()).distinct().toList());
        assertTrue(app.registration().seen().stream().noneMatch(each -> each.headers().contains("Authorization")));
    }

    private void offline() throws Exception {
        chrome.open(app.app());
        chrome.awaitText("Your Box does not answer");
        chrome.complaints();
    }

    private void keep(int number, String issuer, String url) throws Exception {
        app.registration().keep(FakeGrants.LOCATOR, app.box().grants().seal(list(number, issuer, url)));
    }

    private static String list(int number, String issuer, String url) {
        return "{\"v\":1,\"n\":%d,\"iss\":\"%s\",\"urls\":[{\"url\":\"%s\",\"kind\":\"address\"}]}".formatted(number, issuer, url);
    }
}
