package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import link.box.common.json.Json;
import link.box.login.oauth.Token;

/** An app as it behaves when all goes well. */
record TestApp(AppSite site, String origin, String redirect) {
    static final String STATE = "state of the app & more=";
    private static final String VERIFIER = "a-verifier-that-only-the-app-knows.0123456789_~";

    TestApp(AppSite site) {
        this(site, "https://app.example", "https://app.example/box/?page=1");
    }

    Map<String, String> request(String... more) {
        return AppSite.with(Map.of("response_type", "code", "client_id", origin, "redirect_uri", redirect, "state", STATE,
                "code_challenge", Token.hash(VERIFIER), "code_challenge_method", "S256"), more);
    }

    /** Sends the browser of somebody who is logged in. */
    HttpResponse<String> authorize(String... more) throws Exception {
        return site.get("/oauth/authorize?" + AppSite.query(request(more)), "Session", "3600");
    }

    /** @return the code that it gets when the person agrees */
    String code(String... more) throws Exception {
        HttpResponse<String> back = site.post("/oauth/authorize", Map.of("request", AppSite.query(request(more)), "decision", "allow"),
                "Session", "3600");
        return answer(back).get("code");
    }

    Map<String, String> exchange(String code, String... more) {
        return AppSite.with(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "client_id", origin,
                "code_verifier", VERIFIER), more);
    }

    /** @return the tokens after a whole consent */
    JsonObject connect(String... more) throws Exception {
        HttpResponse<String> answer = site.post("/oauth/token", exchange(code(more)), "Origin", origin);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.object(answer.body());
    }

    HttpResponse<String> refresh(String token) throws Exception {
        return site.post("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", origin),
                "Origin", origin);
    }

    /** @return the status of a request with that token */
    int use(String token) throws Exception {
        return site.get("/box/v1/origins", "Authorization", "Bearer " + token, "Origin", origin).statusCode();
    }

    int use(JsonObject tokens) throws Exception {
        return use(tokens.getString("access_token"));
    }

    /** @return what is said to the app in the address that the browser is sent to */
    Map<String, String> answer(HttpResponse<String> response) {
        assertEquals(303, response.statusCode(), response.body());
        String location = response.headers().firstValue("Location").orElseThrow();
        assertTrue(location.startsWith(redirect + "&"), location);
        Map<String, String> fields = new HashMap<>();
        for (String pair : location.substring(redirect.length() + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static JsonObject json(HttpResponse<String> response) throws Exception {
        return Json.object(response.body());
    }
}
