package link.box.lab;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person with a browser does, steps 9 to 11, played over HTTP. */
final class VisitorSteps {
    static final String EMAIL = "ann@example.org";
    static final String PASSWORD = "correct horse battery";
    private static final Pattern INPUT = Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private final Lab lab;
    private Web browser;
    private String localOrigin;

    VisitorSteps(Lab lab) {
        this.lab = lab;
    }

    String openApp() throws Exception {
        browser = lab.visitor();
        HttpResponse<String> page = browser.get(lab.app() + "/");
        require(page.statusCode() == 200 && page.body().contains("<script"), "the app answered " + page.statusCode());
        return lab.app();
    }

    String findBox() throws Exception {
        HttpResponse<String> answer = browser.get(lab.registration() + "/ping", "Origin", lab.app(), "Accept", "application/json");
        require(answer.statusCode() == 200, "the registration server answered " + answer.statusCode());
        require(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent(), "the app may not read the registration server's answer");
        JsonArray boxes = Json.createReader(new StringReader(answer.body())).readArray();
        require(boxes.size() == 1, boxes.size() + " Boxes are behind this address, not exactly one");
        JsonObject message = Json.createReader(new StringReader(boxes.getJsonObject(0).getString("message"))).readObject();
        localOrigin = message.getString("local_origin");
        return "exactly one: " + localOrigin;
    }

    String connect() throws Exception {
        String back = lab.app() + "/?state=0123456789abcdef";
        HttpResponse<String> page = follow(localOrigin + "/?redirect_url=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        Map<String, String> form = form(page.body());
        form.put("email", EMAIL);
        form.put("password", PASSWORD);
        String action = page.uri().resolve(action(page.body())).toString();
        HttpResponse<String> done = browser.post(action, encode(form), "Content-Type", "application/x-www-form-urlencoded",
                "Origin", localOrigin, "Sec-Fetch-Site", "same-origin");
        String location = done.headers().firstValue("Location").orElse("");
        require(done.statusCode() == 303 && location.startsWith(back + "&session_token="),
                "set-up answered " + done.statusCode() + " and leads to \"" + location.replaceAll("token=.*", "token=...") + "\"");
        return loggedIn(location.substring(location.indexOf("session_token=") + "session_token=".length()));
    }

    private String loggedIn(String token) throws Exception {
        String me = localOrigin + "/users/v1/me";
        int stranger = lab.visitor().get(me).statusCode();
        require(stranger == 401, "a stranger was answered " + stranger);
        HttpResponse<String> answer = lab.visitor().get(me, "Authorization", "Bearer " + token);
        require(answer.statusCode() == 200 && answer.body().contains(EMAIL), "with the token the Box answered " + answer.statusCode());
        int device = browser.get(localOrigin + "/d/lamp/").statusCode();
        require(device == 200, "the sample device's page answered " + device);
        return "admin created, back in the app with a session; a stranger gets 401";
    }

    private HttpResponse<String> follow(String url) throws Exception {
        HttpResponse<String> answer = browser.get(url);
        for (int hops = 0; answer.statusCode() == 303 && hops < 5; hops++) {
            answer = browser.get(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()).toString());
        }
        require(answer.statusCode() == 200, "the Box's page answered " + answer.statusCode());
        return answer;
    }

    private static URI action(String html) throws IOException {
        Matcher matcher = Pattern.compile("<form[^>]*action=\"([^\"]+)\"").matcher(html);
        require(matcher.find(), "there is no form on the Box's page");
        return URI.create(matcher.group(1).replace("&amp;", "&"));
    }

    private static Map<String, String> form(String html) {
        Map<String, String> fields = new TreeMap<>();
        Matcher inputs = INPUT.matcher(html);
        while (inputs.find()) {
            Matcher value = VALUE.matcher(inputs.group());
            fields.put(inputs.group(1), value.find() ? value.group(1).replace("&amp;", "&") : "");
        }
        return fields;
    }

    private static String encode(Map<String, String> form) {
        StringBuilder body = new StringBuilder();
        form.forEach((key, value) -> body.append(body.isEmpty() ? "" : "&").append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                .append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return body.toString();
    }

    private static void require(boolean fact, String otherwise) throws IOException {
        if (!fact) {
            throw new IOException(otherwise);
        }
    }
}
