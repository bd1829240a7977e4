package link.box.lab;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** What a person with a browser does, and the app in it, steps 9 to 11, played over HTTP. */
final class VisitorSteps {
    private static final int HOPS = 5;

    private final Lab lab;
    private Web browser;
    private JsonObject found;

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
        String server = lab.registration().replace(Lab.REGISTRATION, Lab.REGISTRATION_V4);
        HttpResponse<String> answer = browser.get(server + "/v2/boxes", "Origin", lab.app());
        require(answer.statusCode() == 200, "the registration server answered " + answer.statusCode());
        require(answer.headers().allValues("Access-Control-Allow-Origin").equals(List.of(lab.app())), "the app may not read the answer");
        JsonArray boxes = Json.createReader(new StringReader(answer.body())).readObject().getJsonArray("boxes");
        require(boxes.size() == 1, boxes.size() + " Boxes are behind this address, not exactly one");
        found = boxes.getJsonObject(0);
        require(found.getString("ip").equals(Lab.HOME_ADDRESS), "the Box is said to be at " + found.getString("ip"));
        return "exactly one, at " + found.getString("ip") + "; the server knows no name of it";
    }

    String connect() throws Exception {
        String issuer = "https://" + lab.box().status().json().getString("main") + ":" + lab.boxPort();
        AppLogin login = new AppLogin(lab.app());
        String code = login.code(setUp(FirstHop.at(found.getString("ip"), found.getInt("port")), login), issuer);
        JsonObject tokens = login.tokens(browser, issuer, code);
        require(tokens.getJsonObject("box").getString("iss").equals(issuer), "the Box calls itself " + tokens.getJsonObject("box"));
        works(issuer, tokens.getString("access_token"));
        return "admin created, the app back with a token for " + tokens.getString("scope") + "; a stranger gets 401";
    }

    /** From the page that the Box's address leads to, by the set-up form, which says what the app wants, back to the app. */
    private String setUp(String connect, AppLogin login) throws Exception {
        HttpResponse<String> start = browser.get(connect);
        require(start.statusCode() == 200 && start.body().contains("/assets/connect.js"), connect + " answered " + start.statusCode());
        HttpResponse<String> page = follow(start.uri().resolve("/oauth/authorize?" + login.asked()).toString());
        require(page.uri().getPath().equals("/setup") && page.body().contains(lab.app()), page.uri() + " does not name the app");
        HttpResponse<String> made = new HtmlForm(page.body()).with("email", Owner.EMAIL).with("password", Owner.PASSWORD)
                .send(browser, page.uri());
        require(made.statusCode() == 303, "set-up answered " + made.statusCode());
        HttpResponse<String> back = browser.get(next(made));
        require(back.statusCode() == 303 && next(back).startsWith(login.back()), "after set-up the Box answered " + back.statusCode());
        return next(back);
    }

    private void works(String issuer, String token) throws Exception {
        for (String path : List.of("/box/v1/origins", "/d/lamp/")) {
            int stranger = lab.visitor().get(issuer + path, "Origin", lab.app()).statusCode();
            require(stranger == 401, path + " answered a stranger " + stranger);
            HttpResponse<String> app = lab.visitor().get(issuer + path, "Origin", lab.app(), "Authorization", "Bearer " + token);
            require(app.statusCode() == 200, path + " answered the app " + app.statusCode());
            require(app.headers().allValues("Access-Control-Allow-Origin").equals(List.of(lab.app())), "the app may not read " + path);
        }
    }

    private HttpResponse<String> follow(String url) throws Exception {
        HttpResponse<String> answer = browser.get(url);
        for (int hops = 0; answer.statusCode() == 303 && hops < HOPS; hops++) {
            answer = browser.get(next(answer));
        }
        require(answer.statusCode() == 200, "the Box's page answered " + answer.statusCode());
        return answer;
    }

    private static String next(HttpResponse<String> answer) {
        URI location = URI.create(answer.headers().firstValue("Location").orElse(""));
        return answer.uri().resolve(location).toString();
    }

    private static void require(boolean fact, String otherwise) throws IOException {
        if (!fact) {
            throw new IOException(otherwise);
        }
    }
}
