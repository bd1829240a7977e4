package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One click: whoever logs in on the page that says what an app wants has agreed to it. */
class ConsentByLoginTest {
    private static final String ASK = "/oauth/authorize?resumed=1&";
    private static final Pattern NEXT = Pattern.compile("name=\"next\" value=\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("__Host-bx=[A-Za-z0-9_-]{43}");
    private static final Pattern COOKIE = Pattern.compile(
            "(__Host-ask=[A-Za-z0-9_-]{43}); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");

    @TempDir
    Path data;
    private AppSite site;
    private TestApp app;
    private HttpResponse<String> page;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of());
        app = new TestApp(site);
        page = site.get(ASK + AppSite.query(app.request()));
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void the_login_page_says_who_wants_what() {
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<p class=\"origin\">https://app.example</p>") && page.body().contains("use all devices"));
        assertTrue(page.body().contains("name=\"password\"") && page.body().contains("<button disabled>"), page.body());
        assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().endsWith("form-action 'self' https://app.example"));
    }

    @Test
    void logging_in_there_is_agreeing() throws Exception {
        assertTrue(app.answer(back("59", cookie())).containsKey("code"));
        assertEquals(200, back("59", cookie()).statusCode(), "once");
    }

    @Test
    void from_the_app_and_back_with_one_password() throws Exception {
        HttpResponse<String> resume = site.get("/oauth/authorize?" + AppSite.query(app.request()));
        HttpResponse<String> login = site.get(location(resume));
        assertTrue(location(resume).startsWith("/session/resume?next=") && location(login).startsWith("/login?next="));
        page = site.get(location(site.get(location(login))));
        HttpResponse<String> wrong = logIn("not the password");
        assertTrue(wrong.body().contains("lets the app at https://app.example use your Box"), wrong.body());
        assertTrue(wrong.body().contains("use all devices"), wrong.body());
        assertTrue(wrong.headers().firstValue("Content-Security-Policy").orElseThrow().endsWith("form-action 'self' https://app.example"));
        HttpResponse<String> in = logIn("correct horse battery");
        Matcher session = SESSION.matcher(String.join("\n", in.headers().allValues("Set-Cookie")));
        assertTrue(session.find());
        HttpResponse<String> back = site.get(location(in), "Cookie", session.group() + "; " + cookie());
        assertTrue(app.answer(back).containsKey("code"));
    }

    @Test
    void a_browser_that_is_remembered_is_asked_for_no_password() throws Exception {
        Matcher device = Pattern.compile("__Secure-bxd=[A-Za-z0-9_-]+")
                .matcher(String.join("\n", logIn("correct horse battery").headers().allValues("Set-Cookie")));
        assertTrue(device.find());
        HttpResponse<String> resume = site.get("/oauth/authorize?" + AppSite.query(app.request()));
        HttpResponse<String> on = site.get(location(resume), "Cookie", device.group());
        Matcher session = SESSION.matcher(String.join("\n", on.headers().allValues("Set-Cookie")));
        assertTrue(session.find());
        assertAsked(site.get(location(on), "Cookie", session.group()));
    }

    @Test
    void another_login_is_not_agreeing() throws Exception {
        assertAsked(back("61", cookie()));
        assertAsked(site.get("/oauth/authorize?" + AppSite.query(app.request()), "Session", "1", "Cookie", cookie()));
    }

    @Test
    void another_browser_is_not_the_one_that_was_asked() throws Exception {
        assertAsked(back("1", "__Host-ask=" + "x".repeat(43)));
    }

    @Test
    void what_was_read_is_what_is_agreed_to() throws Exception {
        String more = next().replace("&ask=", "&scope=users%3Aread&ask=");
        assertAsked(site.get(more, "Session", "1", "Cookie", cookie()));
    }

    @Test
    void after_ten_minutes_it_is_asked_again() throws Exception {
        site.worker.advance(Duration.ofMinutes(10));
        assertAsked(back("1", cookie()));
    }

    @Test
    void of_many_questions_the_last_ones_are_remembered() throws Exception {
        for (int i = 0; i < 64; i++) {
            site.get(ASK + AppSite.query(app.request()));
        }
        assertAsked(back("1", cookie()));
    }

    @Test
    void a_browser_keeps_its_cookie_for_several_questions() throws Exception {
        HttpResponse<String> second = site.get(ASK + AppSite.query(app.request()), "Cookie", cookie());
        assertTrue(second.headers().firstValue("Set-Cookie").orElseThrow().startsWith(cookie()));
        assertTrue(app.answer(back("1", cookie())).containsKey("code"));
    }

    @Test
    void an_app_can_have_the_password_typed_anew() throws Exception {
        String query = "/oauth/authorize?" + AppSite.query(app.request("prompt", "login"));
        page = site.get(query, "Session", "1");
        assertTrue(page.body().contains("name=\"password\""));
        assertTrue(app.answer(back("1", cookie())).containsKey("code"));
    }

    private HttpResponse<String> logIn(String password) throws Exception {
        return site.post("/session/login", Map.of("email", "ann@example.com", "password", password, "next", next()));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static void assertAsked(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("name=\"decision\""), answer.body());
        assertFalse(answer.headers().firstValue("Location").isPresent());
    }

    private HttpResponse<String> back(String age, String cookie) throws Exception {
        return site.get(next(), "Session", age, "Cookie", cookie);
    }

    private String next() {
        Matcher next = NEXT.matcher(page.body());
        assertTrue(next.find(), page.body());
        return next.group(1).replace("&amp;", "&");
    }

    private String cookie() {
        Matcher cookie = COOKIE.matcher(page.headers().firstValue("Set-Cookie").orElseThrow());
        assertTrue(cookie.matches());
        return cookie.group(1);
    }
}
