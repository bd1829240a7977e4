package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages themselves let a stranger have, were there no gate. */
class StrangerTest {
    private static final int TRIES = 3_000;
    private static final Set<String> OPEN = Set.of("/login", "/connect", "/assets/box.css");
    private static final List<String> PATHS = List.of("/", "/login", "/setup", "/connect", "/session/resume", "/session/confirm",
            "/session/login", "/session/logout", "/account", "/access", "/continue", "/users/v1/me", "/users/v1/setup", "/nothing",
            "/session", "/session/", "/access/x", "/assets/box.css", "/assets/../Desk.class", "/session/resume/x");
    private static final List<String> FIELDS = List.of("next", "lp", "token", "code", "email", "do", "what", "old", "password",
            "redirect_url");
    private static final List<String> PIECES = List.of("/", "//", "\\", "evil.example", "https:", "@", "?", "#", "%2f", ":", "javascript:",
            "\u0000", "\r\n", "\u00e4", "\u2044", "..", "others", "a", "=", "&", "<script>", "x".repeat(300));
    private static final List<String> VALUES = List.of("", "x", "\"q\"", "x".repeat(43), "x".repeat(22), "a=b");
    private static final List<String> COOKIES = List.of("__Host-bx", "__Secure-bxd", "__Host-su", "__Host-lp", "x");

    @TempDir
    Path data;
    private final Random random = new Random(5);
    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
        site.setUp(Map.of("email", "ann@example.com", "password", "correct horse battery"));
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void gets_open_pages_only_is_led_nowhere_else_and_causes_no_fault() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            String path = any(PATHS);
            String[] headers = {"X-Host", any(List.of("abc.box.test", "a.abc.box.test", "192.168.1.2", "evil.example", "")),
                "Cookie", cookies(), "From", any(List.of("ON_LINK", "PRIVATE", "LOOPBACK", "TUNNEL", "PUBLIC")),
                "Origin", any(List.of("https://abc.box.test", "null", "https://evil.example"))};
            Map<String, String> fields = Map.of(any(FIELDS), text(), "x", text());
            // a body that nobody reads ends the connection, and a client that used it again in that moment would fail
            boolean get = random.nextBoolean() || path.startsWith("/assets") || path.startsWith("/users");
            HttpResponse<String> answer = get ? site.get(path + "?" + query(fields), headers) : site.post(path, fields, headers);
            check(answer, path, i);
        }
        assertTrue(site.desk.claimed());
        assertEquals(1, site.desk.presence().sessions().list().size(), "only the owner's");
    }

    private static void check(HttpResponse<String> answer, String path, int number) {
        String what = number + ": " + answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
        assertTrue(answer.statusCode() < 500 || answer.statusCode() == 503, what + answer.body());
        assertTrue(answer.statusCode() != 200 || OPEN.contains(path) || path.equals("/"), what);
        for (String never : List.of("Logged in as", "Exception", "<script>")) {
            assertFalse(answer.body().contains(never), what);
        }
        answer.headers().firstValue("Location")
                .ifPresent(to -> assertTrue(to.matches("/(login|setup|connect|session/resume)?(\\?.*)?"), what + to));
    }

    private String cookies() {
        StringBuilder line = new StringBuilder("a=b");
        for (int i = random.nextInt(6); i > 0; i--) {
            line.append("; ").append(any(COOKIES)).append('=').append(any(VALUES));
        }
        return line.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private static String query(Map<String, String> fields) {
        return String.join("&", fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).toList());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
