package link.box.itests.browser;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fake Box's codes and tokens: a code and a refresh token are good once, as with a real Box but without its half minute of grace. */
final class FakeGrants {
    static final String LOCATOR = "locatorlocatorlocator1";

    private final String id;
    private final String issuer;
    private volatile List<String> local;
    private final String remote;
    private final byte[] key = bytes(32);
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private volatile String access = "";
    private volatile String refresh = "";
    private volatile int seconds = 1800;
    private volatile int renewals;
    private volatile int refusals;
    private volatile boolean knowsNobody;

    FakeGrants(String id, String issuer, List<String> local, String remote) {
        this.id = id;
        this.issuer = issuer;
        this.local = local;
        this.remote = remote;
    }

    String code(Map<String, String> asked) {
        String code = text(32);
        challenges.put(code, asked.get("code_challenge"));
        return code;
    }

    /** @return how often a refresh token was taken */
    int renewals() {
        return renewals;
    }

    /** @return how often one was refused */
    int refusals() {
        return refusals;
    }

    /** From now on access tokens are good for so long; what is given out is good for nothing. */
    void expire(int newSeconds) {
        access = "";
        seconds = newSeconds;
    }

    /** As after a revocation or a reset: tokens are unknown; and if so wished, no answer lets the app read it. */
    void forget(boolean silently) {
        access = "";
        refresh = "";
        knowsNobody = silently;
    }

    /** @return a list of URLs as the Box seals it for its apps */
    String seal(String json) throws GeneralSecurityException {
        return sealFor(LOCATOR, json);
    }

    /** @return the same for another letterbox */
    String sealFor(String locator, String json) throws GeneralSecurityException {
        return FakeSeal.seal(key, locator, json);
    }

    /** From now on it tells its apps that it is at home at this origin only. */
    void knownAt(String origin) {
        local = List.of(origin);
    }

    void handle(HttpExchange exchange) throws IOException {
        if (!knowsNobody) {
            FakeReply.cors(exchange);
        }
        switch (exchange.getRequestMethod().equals("OPTIONS") ? "OPTIONS" : exchange.getRequestURI().getPath()) {
            case "/oauth/token" -> token(exchange);
            case "/oauth/revoke" -> {
                forget(false);
                FakeReply.json(exchange, 200, "{}");
            }
            case "/box/v1/origins" -> origins(exchange);
            default -> FakeReply.json(exchange, 200, "");
        }
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = FakeReply.parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean isRenewal = "refresh_token".equals(form.get("grant_type"));
        boolean isGood = isRenewal ? !refresh.isEmpty() && refresh.equals(form.get("refresh_token"))
                : challenge(form.get("code_verifier")).equals(challenges.remove(form.get("code")));
        if (!isGood) {
            refusals++;
            FakeReply.json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        renewals += isRenewal ? 1 : 0;
        access = "bxa_" + text(32);
        refresh = "bxr_" + text(32);
        FakeReply.json(exchange, 200, Json.createObjectBuilder(known()).add("access_token", access).add("refresh_token", refresh)
                .add("token_type", "Bearer").add("expires_in", seconds).add("refresh_expires_in", 7_776_000).add("scope", "device")
                .add("user", Json.createObjectBuilder().add("id", "u1").add("name", "Ann")).build().toString());
    }

    private void origins(HttpExchange exchange) throws IOException {
        boolean isGood = ("Bearer " + access).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        FakeReply.json(exchange, isGood ? 200 : 401, isGood ? known().toString() : "{\"error\":\"invalid_token\"}");
    }

    private JsonObject known() {
        return Json.createObjectBuilder().add("box", Json.createObjectBuilder().add("id", id).add("iss", issuer)
                .add("lan", Json.createArrayBuilder(local)).add("tunnel", remote))
                .add("where", Json.createObjectBuilder().add("locator", LOCATOR).add("key", text(key))).build();
    }

    private static String challenge(String verifier) throws IOException {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String text(int count) {
        return text(bytes(count));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
