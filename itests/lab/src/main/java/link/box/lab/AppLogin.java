package link.box.lab;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The app's way to a Box's login and back: code with PKCE, state and issuer (RFC 6749, 7636, 9207). For one login. */
public final class AppLogin {
    private static final int BYTES = 32;

    private final String app;
    private final String verifier = random();
    private final String state = random();

    /** @param app origin of the app's page */
    public AppLogin(String app) {
        this.app = app;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return encode(bytes);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return what the app wants: the fragment on the way to the Box, and there the query */
    String asked() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return query(Map.of("response_type", "code", "client_id", app, "redirect_uri", back(), "state", state, "code_challenge",
                encode(hash), "code_challenge_method", "S256", "scope", "device"));
    }

    /** @return where the Box leads back to */
    String back() {
        return app + "/";
    }

    /** @return the code in the URL that the Box has led back to, if it is the answer of this issuer to this login */
    String code(String url, String issuer) throws IOException {
        Map<String, String> answer = new TreeMap<>();
        for (String pair : String.valueOf(URI.create(url).getRawQuery()).split("&")) {
            String[] parts = pair.split("=", 2);
            answer.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        if (!state.equals(answer.get("state")) || !issuer.equals(answer.get("iss")) || !answer.containsKey("code")) {
            throw new IOException("the Box leads back with " + answer.keySet() + ", issuer " + answer.get("iss") + ", not " + issuer);
        }
        return answer.get("code");
    }

    /**
     * The owner, who is logged in there with this browser, lets the app in.
     *
     * @param origin of the Box, under the name that the browser uses
     * @return the code
     */
    public String letIn(Web browser, String origin, String issuer) throws IOException, InterruptedException, GeneralSecurityException {
        HttpResponse<String> page = browser.get(origin + "/oauth/authorize?" + asked());
        HttpResponse<String> answer = new HtmlForm(page.body()).with("decision", "allow").send(browser, page.uri());
        return code(answer.headers().firstValue("Location").orElse(""), issuer);
    }

    /** @return what the Box gives for the code */
    public JsonObject tokens(Web browser, String origin, String code) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.post(origin + "/oauth/token", query(Map.of("grant_type", "authorization_code", "code", code,
                "redirect_uri", back(), "client_id", app, "code_verifier", verifier)), "Content-Type",
                "application/x-www-form-urlencoded", "Origin", app);
        if (answer.statusCode() != 200) {
            throw new IOException("for the code the Box answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static String query(Map<String, String> fields) {
        StringBuilder query = new StringBuilder();
        fields.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(HtmlForm.encode(value)));
        return query.toString();
    }
}
