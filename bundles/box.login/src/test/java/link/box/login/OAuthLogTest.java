package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuthLogTest {
    @TempDir
    Path data;

    @Test
    void x2_the_log_tells_who_was_let_in_and_put_out_and_no_secret() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        List<String> secrets;
        try (AppSite site = new AppSite(data, Map.of())) {
            secrets = story(site);
        } finally {
            System.setErr(before);
        }
        String log = said.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("https://app.example was let in for device (ON_LINK)"), log);
        assertTrue(log.contains("https://app.example was used again") && log.contains("Apps were disconnected"), log);
        assertTrue(log.contains("A code of https://app.example came twice"), log);
        secrets.forEach(each -> assertFalse(log.contains(each), log));
    }

    /** @return what must not be told */
    private static List<String> story(AppSite site) throws Exception {
        TestApp app = new TestApp(site);
        String code = app.code();
        JsonObject tokens = TestApp.json(site.post("/oauth/token", app.exchange(code)));
        site.post("/oauth/token", app.exchange(code));
        JsonObject more = app.connect();
        app.refresh(more.getString("refresh_token"));
        site.worker.advance(Duration.ofSeconds(31));
        assertEquals(400, app.refresh(more.getString("refresh_token")).statusCode());
        app.connect();
        site.post("/apps", Map.of("all", "yes"), "Session", "10");
        return List.of(code, tokens.getString("access_token"), tokens.getString("refresh_token"), more.getString("access_token"),
                more.getString("refresh_token"), more.getJsonObject("where").getString("key"), TestApp.STATE);
    }
}
