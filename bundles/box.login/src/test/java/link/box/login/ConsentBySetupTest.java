package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first evening: an app finds a new Box, a password is chosen, and the app is in. */
class ConsentBySetupTest {
    private static final Map<String, String> ANN = Map.of("email", "ann@example.com", "password", "correct horse battery");

    @TempDir
    Path data;

    @Test
    void choosing_a_password_for_a_new_box_lets_in_the_app_that_led_there() throws Exception {
        try (AppSite site = AppSite.unclaimed(data)) {
            TestApp app = new TestApp(site);
            HttpResponse<String> first = site.get("/oauth/authorize?" + AppSite.query(app.request()));
            String asked = cookie(first, "__Host-ask");
            HttpResponse<String> page = site.get(location(first), "Cookie", asked);
            assertTrue(page.body().contains("lets the app at https://app.example use your Box"), page.body());
            assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().endsWith("'self' https://app.example"));
            Map<String, String> form = AppSite.with(ANN, "token", hidden(page, "token"), "next", hidden(page, "next"));
            HttpResponse<String> in = site.post("/setup", form, "Cookie", asked + "; " + cookie(page, "__Host-su"),
                    "Sec-Fetch-Site", "same-origin");
            HttpResponse<String> back = site.get(location(in), "Cookie", asked + "; " + cookie(in, "__Host-bx"));
            HttpResponse<String> tokens = site.post("/oauth/token", app.exchange(app.answer(back).get("code")), "Origin", app.origin());
            assertEquals(200, tokens.statusCode(), tokens.body());
        }
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertTrue(field.find(), page.body());
        return field.group(1).replace("&amp;", "&");
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith(name + "=")).findFirst().orElseThrow()
                .split(";")[0];
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
