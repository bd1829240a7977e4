package link.cloud.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.common.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final Page page = new Page("https://registration.link.test:4443", "box.test");

    @Test
    void the_page_and_its_parts_are_served_and_nothing_else() {
        for (String path : List.of("/", "/app.js", "/messages.js", "/style.css", "/icon.svg", "/config.js")) {
            assertEquals(200, page.handle("GET", path).status(), path);
        }
        for (String path : List.of("/index.html", "/Page.class", "/../Page.class", "//", "/page/app.js", "/config.json")) {
            assertEquals(404, page.handle("GET", path).status(), path);
        }
        assertEquals(405, page.handle("POST", "/").status());
    }

    @Test
    void who_went_astray_is_led_back() {
        Reply reply = page.handle("GET", "/nothing/there");
        assertEquals("text/html; charset=utf-8", reply.type());
        assertTrue(reply.text().contains("href=\"/\""), reply.text());
        assertTrue(reply.headers().get("Content-Security-Policy").startsWith("default-src 'none';"), "no weaker than the page itself");
    }

    @Test
    void only_the_registration_server_and_boxes_may_be_asked() {
        for (String path : page.paths()) {
            String policy = page.handle("GET", path).headers().get("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none';"), policy);
            assertTrue(policy.contains("connect-src 'self' https://registration.link.test:4443 https://v4.registration.link.test:4443 "
                    + "https://v6.registration.link.test:4443 https://*.box.test:*;"), policy);
            assertTrue(policy.contains("form-action 'none'"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
        }
    }

    @Test
    void the_page_is_told_where_it_belongs() {
        assertTrue(page.handle("GET", "/config.js").text()
                .endsWith("export const config = { registration: \"https://registration.link.test:4443\", zone: \"box.test\" };\n"));
    }

    @Test
    void after_a_connection_has_ended_the_first_button_looks_in_the_network() {
        String html = page.handle("GET", "/").text();
        int find = html.indexOf("<button id=\"find\" data-in=\"ended mute\"");
        assertEquals(find, html.indexOf("<button", html.indexOf("data-text=\"endedWhy\"")));
        assertFalse(html.substring(find, html.indexOf('>', find)).contains("quiet"));
    }

    @Test
    void nothing_comes_from_elsewhere() {
        for (String path : page.paths()) {
            String text = page.handle("GET", path).text().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            assertEquals(path.equals("/config.js"), text.matches("(?s).*(https?:)?//[a-z0-9.]+\\.[a-z].*"), path);
        }
        assertFalse(page.handle("GET", "/").text().matches("(?s).*(<style|style=|<script>|onclick).*"));
    }

    @Test
    void the_page_with_all_its_parts_is_less_than_60_kilobytes() {
        int size = page.paths().stream().mapToInt(path -> page.handle("GET", path).body().length).sum();
        assertTrue(size < 60_000, size + " bytes");
    }

    @Test
    void every_part_that_is_imported_is_served_and_every_part_that_is_served_is_imported() {
        Set<String> imported = new TreeSet<>();
        modules().forEach(path -> matches("from \"\\.(/\\w+\\.js)\"", page.handle("GET", path)).forEach(imported::add));
        imported.add("/app.js");
        assertEquals(new TreeSet<>(modules()), imported);
    }

    @Test
    void all_parts_are_fetched_at_once() {
        Set<String> early = new TreeSet<>(matches("(?:modulepreload\" href|src)=\"(\\w+\\.js)\"", page.handle("GET", "/")));
        assertEquals(new TreeSet<>(modules()), early.stream().map(file -> "/" + file).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_text_of_the_page_is_in_the_messages() {
        Set<String> used = new TreeSet<>(matches("data-text=\"(\\w+)\"", page.handle("GET", "/")));
        modules().forEach(path -> used.addAll(matches("messages\\.(\\w+)", page.handle("GET", path))));
        used.remove("js");
        used.addAll(List.of("ended", "mute")); // named by the trouble
        assertEquals(new TreeSet<>(matches("(?m)^  (\\w+):", page.handle("GET", "/messages.js"))), used);
    }

    private List<String> modules() {
        return page.paths().stream().filter(path -> path.endsWith(".js")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://registration.test", "https://registration.test/", "https://registration.test/x",
        "https://a.test; script-src *", "https://u@a.test", "*"})
    void a_wrong_registration_origin_is_refused(String registration) {
        assertThrows(IllegalArgumentException.class, () -> new Page(registration, "box.test"));
    }

    private static List<String> matches(String regex, Reply reply) {
        return Pattern.compile(regex).matcher(reply.text()).results().map((MatchResult each) -> each.group(1)).toList();
    }
}
