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
import link.box.common.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final Page page = new Page("https://registration.link.test:4443", "box.test");

    @Test
    void the_page_and_its_parts_are_served_and_nothing_else() {
        for (String path : List.of("/", "/app.js", "/messages.js", "/style.css", "/icon.svg", "/config.json")) {
            assertEquals(200, page.handle("GET", path).status(), path);
        }
        for (String path : List.of("/index.html", "/Page.class", "/../Page.class", "//", "/page/app.js")) {
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
    void only_the_registration_server_may_be_asked() {
        for (String path : List.of("/", "/app.js", "/config.json")) {
            String policy = page.handle("GET", path).headers().get("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none';"), policy);
            assertTrue(policy.contains("connect-src 'self' https://registration.link.test:4443;"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
        }
    }

    @Test
    void the_page_is_told_where_to_ask() {
        assertEquals("{\"registration\":\"https://registration.link.test:4443\",\"zone\":\"box.test\"}",
                page.handle("GET", "/config.json").text());
    }

    @Test
    void nothing_comes_from_elsewhere() {
        for (String path : List.of("/", "/app.js", "/style.css", "/messages.js")) {
            assertFalse(page.handle("GET", path).text().matches("(?s).*(https?:)?//[a-z0-9.]+\\.[a-z].*"), path);
        }
        assertFalse(page.handle("GET", "/").text().matches("(?s).*(<style|style=|<script>|onclick).*"));
    }

    @Test
    void every_text_of_the_page_is_in_the_messages() {
        Set<String> used = new TreeSet<>(matches("data-text=\"(\\w+)\"", page.handle("GET", "/")));
        used.addAll(matches("messages\\.(\\w+)", page.handle("GET", "/app.js")));
        used.remove("js");
        assertEquals(new TreeSet<>(matches("(?m)^  (\\w+):", page.handle("GET", "/messages.js"))), used);
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
