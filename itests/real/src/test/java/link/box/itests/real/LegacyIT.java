package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The requests of the app of 2016 against images that were set up for it; from the first day to the last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LegacyIT {
    private static final String PAGE = OldApp.ORIGIN + "/?a=b";
    /** The app comes from its login page, and would stay on it if it were led back there. */
    private static final String BACK = PAGE + "#users/login";
    private static Lab lab;
    private static OldApp app;
    private static String box;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("legacy", LabOptions.usual().with("legacy.origins", OldApp.ORIGIN).with("registration.mode", "open"));
        lab.cloud().set("registration.legacy.origins", OldApp.ORIGIN);
        lab.start();
        lab.box().start();
        Watch watch = new Watch(lab, lab.theBox());
        watch.servesCertificate();
        watch.has("announced");
        app = new OldApp(lab);
        box = "https://local." + watch.main() + ":" + lab.boxPort();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void l2_the_app_finds_the_Box_and_sees_that_it_answers() throws Exception {
        JsonArray boxes = Await.until(Duration.ofSeconds(60), "the Box is listed", () -> app.boxes().isEmpty() ? null : app.boxes());
        assertEquals(1, boxes.size());
        assertEquals("[]", lab.visitor().get(lab.registration() + "/ping", "Origin", "https://other.example").body().trim());
        JsonObject found = boxes.getJsonObject(0);
        assertTrue(found.getJsonNumber("timestamp").isIntegral());
        assertTrue(Math.abs(Instant.now().getEpochSecond() - found.getJsonNumber("timestamp").longValueExact()) < 120);
        assertEquals(box, OldApp.message(found).getString("local_origin"));
        HttpResponse<String> ping = app.ping(box);
        assertEquals(204, ping.statusCode());
        assertEquals(OldApp.ORIGIN, ping.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    }

    @Test
    @Order(2)
    void l1_before_an_admin_lets_it_in_the_users_API_is_not_there() throws Exception {
        for (String path : new String[] {"/users/v1/login", "/users/v1/setup", "/users/v1/users"}) {
            assertEquals(404, lab.visitor().post(box + path, "{}", "Content-Type", "application/json").statusCode(), path);
        }
    }

    @Test
    @Order(3)
    void l2_a_person_sets_up_and_comes_back_with_a_token() throws Exception {
        assertEquals(OldApp.way(PAGE), app.setsUp(box, BACK), "to where the admin is asked");
        assertTrue(app.get(box + OldApp.way(BACK)).body().contains("Let in " + OldApp.ORIGIN));
        String first = OldApp.location(app.post(box, "/continue", Map.of("redirect_url", BACK)));
        String next = app.logsIn(box, BACK);
        for (String way : new String[] {first, next}) {
            assertTrue(way.matches("https://old-app\\.example/\\?a=b&session_token=[A-Za-z0-9_.-]{1,512}"), way);
        }
        token = next.replaceFirst(".*session_token=", "");
    }

    @Test
    @Order(4)
    void l7_it_uses_the_Box_and_never_shows_its_token_to_the_registration_server() throws Exception {
        assertTrue(app.maySendToken(box + "/d/lamp/"));
        assertEquals(200, app.asks("GET", box + "/d/lamp/", token, OldApp.ORIGIN));
        assertEquals(200, app.asks("GET", box + me(), token, OldApp.ORIGIN));
        assertFalse(app.maySendToken(lab.registration() + "/ping"), "so its search fails, and it keeps what it knows");
    }

    @Test
    @Order(5)
    void l3_no_token_leaves_to_anywhere_else() throws Exception {
        for (String evil : new String[] {"https://evil.example/", "//old-app.example/", "javascript:alert(1)", "https://u@old-app.example/",
            "https://old-app.example.evil.example/"}) {
            assertEquals("/", app.logsIn(box, evil), evil);
        }
    }

    @Test
    @Order(6)
    void l5_l6_it_is_for_devices_and_pages_of_that_app_alone() throws Exception {
        for (String path : new String[] {"/", "/access", "/admin", "/oauth/authorize", "/session/confirm", "/users/v1/users"}) {
            HttpResponse<String> answer = lab.visitor().get(box + path, "Authorization", "Bearer " + token);
            assertEquals(403, answer.statusCode(), path);
        }
        assertEquals(403, app.asks("DELETE", box + me(), token, OldApp.ORIGIN));
        for (String origin : new String[] {"https://evil.example", box, "null"}) {
            assertEquals(401, app.asks("GET", box + "/d/lamp/", token, origin), origin);
        }
    }

    @Test
    @Order(7)
    void l8_in_an_address_it_is_for_reading_devices_and_stands_in_no_log() throws Exception {
        assertEquals(200, lab.visitor().get(box + "/d/lamp/?auth=" + token).statusCode());
        assertEquals(401, lab.visitor().get(box + me() + "?auth=" + token).statusCode());
        assertEquals(401, lab.visitor().post(box + "/d/lamp/?auth=" + token, "", "Content-Type", "application/json").statusCode());
        for (String log : new String[] {"box.log", "cloud.log"}) {
            String text = Files.readString(lab.file(log));
            assertTrue(!text.isEmpty() && !text.contains(token.split("\\.")[1]), log);
        }
    }

    @Test
    @Order(8)
    void a_restart_keeps_it() throws Exception {
        lab.box().close();
        lab.box().start();
        new Watch(lab, lab.theBox()).servesCertificate();
        assertEquals(200, app.asks("GET", box + "/d/lamp/", token, OldApp.ORIGIN));
    }

    @Test
    @Order(9)
    void l10_one_switch_on_the_access_page_ends_it_at_once() throws Exception {
        String page = app.get(box + "/access").body();
        assertTrue(page.contains(OldApp.ORIGIN) && page.contains("registration.mode = open"), page);
        assertEquals("/access", OldApp.location(app.post(box, "/access", Map.of("do", "legacy-off", "what", ""))));
        assertEquals(401, app.asks("GET", box + "/d/lamp/", token, OldApp.ORIGIN));
        assertEquals(404, app.asks("GET", box + me(), token, OldApp.ORIGIN));
    }

    /** The id stands in the token. */
    private static String me() throws IOException {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return "/users/v1/users/" + Json.createReader(new StringReader(claims)).readObject().getString("id");
    }
}
