package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadersTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int MOST = 60 * 1024;
    private static final Map<String, String> EVERYWHERE = new TreeMap<>(Map.of(
            "cache-control", "no-store",
            "content-security-policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "referrer-policy", "same-origin",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY"));
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; form-action 'self'";

    @TempDir
    Path data;
    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void w14_every_answer_has_exactly_the_headers_that_keep_others_out() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>(List.of(site.get("/"), site.get("/setup"),
                site.get("/setup", "From", "TUNNEL"), site.post("/setup", Map.of()), site.get("/connect"), site.get("/connect?lp=x")));
        site.setUp(Map.of("email", "ann@example.com", "password", PASSWORD));
        Browser ann = new Browser(site);
        answers.add(ann.logIn("wrong"));
        answers.add(ann.logIn(PASSWORD));
        for (String path : List.of("/", "/login", "/setup", "/access", "/account", "/session/resume", "/session/confirm", "/nothing",
                "/session/nothing", "/users/v1/me", "/users/v1/nothing", "/?a=%ff")) {
            answers.add(ann.get(path));
        }
        for (String path : List.of("/access", "/account", "/session/confirm", "/nothing", "/session/nothing", "/users/v1/nothing",
                "/session/logout")) {
            answers.add(ann.post(path, Map.of()));
        }
        answers.add(site.get("/login"));
        answers.forEach(HeadersTest::check);
    }

    @Test
    void an_app_is_named_in_the_policy_of_the_page_that_leads_to_it_alone() throws Exception {
        HttpResponse<String> page = site.get("/setup?redirect_url=https://app.link.test/");
        assertEquals(POLICY + " https://app.link.test", page.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertEquals(POLICY, site.get("/setup").headers().firstValue("Content-Security-Policy").orElseThrow());
    }

    private static void check(HttpResponse<String> answer) {
        String where = answer.request().method() + " " + answer.uri().getPath() + " " + answer.statusCode();
        Map<String, String> seen = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> seen.put(name, String.join(" + ", values)));
        for (String varying : List.of("content-length", "content-type", "location", "set-cookie", "retry-after", "server", "date")) {
            seen.remove(varying);
        }
        Map<String, String> expected = new TreeMap<>(EVERYWHERE);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/html")) {
            expected.put("content-security-policy", POLICY);
        }
        if (answer.uri().getPath().equals("/session/logout")) {
            expected.put("clear-site-data", "\"cache\", \"storage\"");
        }
        assertEquals(expected, seen, where);
        assertTrue(List.of("", "text/html;charset=utf-8", "application/json;charset=utf-8").contains(type), where);
        assertTrue(answer.body().getBytes(StandardCharsets.UTF_8).length < MOST, where);
    }
}
