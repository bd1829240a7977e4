package link.box.lab;

import jakarta.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who owns a Box of the lab, with a browser's client: sets it up and logs in by the Box's own pages. */
public final class Owner {
    /** The owner's password. */
    public static final String PASSWORD = VisitorSteps.PASSWORD;
    private static final Pattern TOKEN = Pattern.compile("name=\"token\"[^>]*value=\"([^\"]+)\"");
    private static final int CREATED = 201;

    private Owner() {
    }

    /** @param origin of the Box at home */
    public static void setUp(Web browser, String origin) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(browser.get(origin + "/setup").body());
        if (!token.find()) {
            throw new IOException("the page for set-up has no form");
        }
        String form = Json.createObjectBuilder().add("name", "Ann").add("email", VisitorSteps.EMAIL).add("password", PASSWORD)
                .add("token", token.group(1)).build().toString();
        HttpResponse<String> answer = send(browser, origin, "/setup", form);
        if (answer.statusCode() != CREATED) {
            throw new IOException("set-up answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** @return 200 where the password was right and there was room; in its headers the session */
    public static HttpResponse<String> logIn(Web client, String origin, String password) throws IOException, InterruptedException {
        return send(client, origin, "/session/login", Json.createObjectBuilder().add("email", VisitorSteps.EMAIL)
                .add("password", password).build().toString());
    }

    private static HttpResponse<String> send(Web client, String origin, String path, String json) throws IOException, InterruptedException {
        return client.post(origin + path, json, "Content-Type", "application/json", "Origin", origin);
    }
}
