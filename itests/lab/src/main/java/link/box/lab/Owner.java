package link.box.lab;

import jakarta.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** Who owns a Box of the lab, with a browser's client: sets it up and logs in as a script of the Box's own pages would. */
public final class Owner {
    /** What the owner logs in with. */
    public static final String EMAIL = "ann@example.org";
    /** The owner's password. */
    public static final String PASSWORD = "correct horse battery";
    private static final int CREATED = 201;

    private Owner() {
    }

    /**
     * Makes the owner the first admin, with the usual password.
     *
     * @param origin of the Box at home
     * @return the cookies of somebody who is logged in, as the header {@code Cookie} has them
     */
    public static String setUp(Web browser, String origin) throws IOException, InterruptedException {
        return setUp(browser, origin, PASSWORD);
    }

    /** As {@link #setUp(Web, String)}, with another password. */
    public static String setUp(Web browser, String origin, String password) throws IOException, InterruptedException {
        String token = new HtmlForm(browser.get(origin + "/setup").body()).value("token");
        HttpResponse<String> answer = send(browser, origin, "/setup", account(password, token, ""));
        if (answer.statusCode() != CREATED) {
            throw new IOException("set-up answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.headers().allValues("Set-Cookie").stream().map(each -> each.substring(0, each.indexOf(';')))
                .collect(Collectors.joining("; "));
    }

    /** @return 200 where the password was right and there was room; in its headers the session */
    public static HttpResponse<String> logIn(Web browser, String origin, String password) throws IOException, InterruptedException {
        return send(browser, origin, "/session/login", credentials(password));
    }

    /**
     * @param token that the page for set-up has shown
     * @param code the set-up code; may be empty
     * @return what is posted to {@code /setup}
     */
    public static String account(String password, String token, String code) {
        return Json.createObjectBuilder().add("name", "Ann").add("email", EMAIL).add("password", password).add("token", token)
                .add("code", code).build().toString();
    }

    /** @return what is posted to {@code /session/login} */
    public static String credentials(String password) {
        return Json.createObjectBuilder().add("email", EMAIL).add("password", password).build().toString();
    }

    private static HttpResponse<String> send(Web browser, String origin, String path, String json)
            throws IOException, InterruptedException {
        return browser.post(origin + path, json, "Content-Type", "application/json", "Origin", origin);
    }
}
