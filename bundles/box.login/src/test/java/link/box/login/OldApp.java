package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import link.box.common.json.Json;

/** An app that was made for fxbox, as it behaves when all goes well. */
record OldApp(AppSite site) {
    static final String ORIGIN = "https://old.example";
    static final String PASSWORD = "correct horse battery";
    static final String EMAIL = "ann@example.com";

    /** The admin has let it in. @return its token */
    String letIn() throws Exception {
        return token(site.post("/continue", Map.of("redirect_url", ORIGIN + "/"), "Session", "10"));
    }

    static String token(HttpResponse<String> back) {
        assertEquals(303, back.statusCode(), back.body());
        String location = back.headers().firstValue("Location").orElseThrow();
        assertTrue(location.contains("session_token="), location);
        return location.replaceFirst(".*session_token=([^#&]*).*", "$1");
    }

    static JsonObject claims(String token) throws Exception {
        return Json.object(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** @return the status of a request with that token, from its own page */
    int use(String token) throws Exception {
        return use("GET", "/d/lamp/", token);
    }

    int use(String method, String path, String token) throws Exception {
        return site.send(site.request(path, "Authorization", "Bearer " + token, "Origin", ORIGIN)
                .method(method, HttpRequest.BodyPublishers.noBody())).statusCode();
    }

    HttpResponse<String> logIn(String credentials, String... headers) throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return site.send(site.request("/users/v1/login", headers).header("Authorization", basic)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }
}
