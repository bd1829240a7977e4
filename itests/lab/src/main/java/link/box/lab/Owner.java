package link.box.lab;

import jakarta.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** The person whom a Box belongs to: sets it up and logs in, from a page of the Box as a script of it would. */
public final class Owner {
    /** What the owner logs in with. */
    public static final String EMAIL = "ann@example.org";
    /** The owner's password. */
    public static final String PASSWORD = "correct horse battery";
    private static final int MADE = 201;

    private final Web browser;
    private final String origin;

    /**
     * @param browser where the owner sits; keeps the cookies
     * @param origin of the Box's pages, under the name that the browser uses
     */
    public Owner(Web browser, String origin) {
        this.browser = browser;
        this.origin = origin;
    }

    /** Makes the owner the Box's first admin, with that password; @return who comes with it is logged in */
    public String setsUp(String password) throws IOException, InterruptedException {
        String token = new HtmlForm(browser.get(origin + "/setup").body()).value("token");
        HttpResponse<String> answer = post("/setup", setup(password, token, ""));
        if (answer.statusCode() != MADE) {
            throw new IOException("set-up answered " + answer.statusCode() + ": " + answer.body());
        }
        return cookies(answer);
    }

    /** Tries to log in; @return the Box's answer: 200, or why not */
    public HttpResponse<String> logsIn(String password) throws IOException, InterruptedException {
        return post("/session/login", credentials(password));
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return browser.post(origin + path, json, "Content-Type", "application/json", "Origin", origin, "Sec-Fetch-Site", "same-origin");
    }

    /** @return the body of a set-up; {@code token} is what the browser was shown, {@code code} may be empty */
    public static String setup(String password, String token, String code) {
        return Json.createObjectBuilder().add("name", "Ann").add("email", EMAIL).add("password", password).add("token", token)
                .add("code", code).build().toString();
    }

    /** @return the body of a login */
    public static String credentials(String password) {
        return Json.createObjectBuilder().add("email", EMAIL).add("password", password).build().toString();
    }

    /** @return what the answer sets, as the header {@code Cookie} has it */
    public static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream().map(each -> each.substring(0, each.indexOf(';')))
                .collect(Collectors.joining("; "));
    }
}
