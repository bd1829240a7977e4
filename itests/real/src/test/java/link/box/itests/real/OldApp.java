package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.lab.Lab;
import link.box.lab.Web;

/** Sends what the app of 2016 and a person's browser send, request by request. The app's own build is not run. */
final class OldApp {
    static final String ORIGIN = "https://old-app.example";
    private static final String EMAIL = "ann@example.org";
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final Lab lab;
    private final Web browser;

    OldApp(Lab lab) throws Exception {
        this.lab = lab;
        this.browser = lab.visitor();
    }

    /** @return what the registration server tells it: the boxes behind this address, not older than two minutes */
    JsonArray boxes() throws Exception {
        HttpResponse<String> answer = browser.get(lab.registration() + "/ping", "Origin", ORIGIN, "Accept", "application/json");
        assertEquals(200, answer.statusCode());
        assertTrue(List.of("*", ORIGIN).contains(answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow()));
        return Json.createReader(new StringReader(answer.body())).readArray();
    }

    static JsonObject message(JsonObject box) {
        return Json.createReader(new StringReader(box.getString("message"))).readObject();
    }

    HttpResponse<String> ping(String box) throws Exception {
        return browser.get(box + "/ping", "Origin", ORIGIN);
    }

    /** Whether a browser would let it send its token there (CORS preflight of the Fetch standard). */
    boolean maySendToken(String url) throws Exception {
        HttpResponse<String> answer = lab.visitor().send("OPTIONS", url, "", "Origin", ORIGIN, "Access-Control-Request-Method", "GET",
                "Access-Control-Request-Headers", "authorization");
        String headers = String.join(",", answer.headers().allValues("Access-Control-Allow-Headers"));
        return answer.statusCode() / 100 == 2 && headers.toLowerCase(Locale.ROOT).contains("authorization");
    }

    /** A person without an account comes from the app. @return where the browser is after the set-up */
    String setsUp(String box, String back) throws Exception {
        String way = location(browser.get(box + way(back)));
        HttpResponse<String> form = browser.get(box + way);
        Matcher token = TOKEN.matcher(form.body());
        assertTrue(token.find(), form.body());
        return location(post(box, "/setup", Map.of("token", token.group(1), "email", EMAIL, "password", PASSWORD, "redirect_url", back)));
    }

    /** A person comes from the app and logs in. @return where the browser is then */
    String logsIn(String box, String back) throws Exception {
        return location(post(box, "/session/login", Map.of("email", EMAIL, "password", PASSWORD, "redirect_url", back)));
    }

    HttpResponse<String> get(String url) throws Exception {
        return browser.get(url);
    }

    /** Posts a form of the Box's own. */
    HttpResponse<String> post(String box, String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.post(box + path, body, "Content-Type", "application/x-www-form-urlencoded", "Origin", box);
    }

    /** @return the status of a request of a page of that origin */
    int asks(String method, String url, String token, String origin) throws Exception {
        return lab.visitor().send(method, url, "", "Authorization", "Bearer " + token, "Origin", origin).statusCode();
    }

    static String way(String back) {
        return "/?redirect_url=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").map(URI::create).map(URI::toString).orElseThrow();
    }
}
