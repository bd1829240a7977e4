package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import link.box.api.access.Caller;
import link.box.api.identity.BoxNames;
import link.box.login.oauth.Authorizer.Next;
import link.box.login.oauth.Authorizer.Step;
import link.box.login.oauth.Authorizer.Visitor;
import link.box.login.web.Form;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters from a bad place, always the same ones: nothing breaks, and nothing leads to where it should not. */
class OAuthFuzzTest {
    private static final int CASES = 100_000;
    private static final String ISSUER = "https://abc.box.test";
    private static final Location PLACE = new Location(new BoxNames("abc", "box.test"), ISSUER, List.of(), Optional.empty());
    private static final List<String> BITS = List.of("https://app.example", "https://evil.example", "/", "//", "\\", "@", "#", "?", "&",
            "=", "%", "%2e", "%00", "%0d%0a", "..", ".", ":", ":443", ":8443",
            "code", "none", "login", "S256", "plain", "device", "device:lamp",
            "admin", " ", "\n", "\u00fc", "\u202e", "x".repeat(43), "0123456789abcdef", "javascript:", "data:",
            "bxr_", "bxa_", "null", "<b>", "localhost", "'", "\"", "\u0000", "{0}", "%s", "state=", ";", "[", "]", "xn--",
            "authorization_code", "refresh_token");

    @TempDir
    Path directory;
    private final Random random = new Random(20261128);
    private final ManualWorker worker = new ManualWorker();
    private Grants grants;
    private Codes codes;
    private Authorizer authorizer;
    private TokenDesk desk;

    @BeforeEach
    void start() throws IOException {
        grants = new Grants(directory, worker, () -> { });
        codes = new Codes(worker::nanos);
        authorizer = new Authorizer(grants, codes, new Asks(worker::nanos), new Authorizer.Listed(Set.of(), Set.of()), worker::now);
        desk = new TokenDesk(codes, grants, user -> Optional.of("Ann"));
    }

    @Test
    void no_authorization_request_leads_to_an_address_that_is_not_the_apps() throws Exception {
        grants.open(Sample.consent(), false);
        Caller caller = new Caller("u1", "Ann", true, Optional.empty(), Set.of(), worker.now());
        int left = 0;
        for (int i = 0; i < CASES; i++) {
            String query = query(spoil(Sample.fields()));
            try {
                AuthorizationRequest request = AuthorizationRequest.of(Form.parse(query, true), new Clients(random.nextBoolean()));
                Visitor visitor = new Visitor(random.nextBoolean() ? Optional.of(caller) : Optional.empty(), bits(), bits());
                Step step = authorizer.decide(request, visitor, ISSUER);
                if (step.next() == Next.APP) {
                    left++;
                    assertSafe(step.location(), request, query);
                }
            } catch (Refused | Form.Refused e) {
                assertTrue(e.getMessage().startsWith("oauth.refused.") || e.getMessage().startsWith("status "), query);
            }
        }
        assertTrue(left > CASES / 100, "the good ones are among them: " + left);
    }

    @Test
    void no_token_request_breaks_anything_or_gives_anything() throws Exception {
        Map<String, String> good = Map.of("grant_type", "authorization_code", "code", "x".repeat(43), "redirect_uri",
                "https://app.example/", "client_id", "https://app.example", "code_verifier", Sample.VERIFIER, "refresh_token",
                "bxr_" + "x".repeat(43), "token", "bxa_x");
        for (int i = 0; i < CASES; i++) {
            Optional<String> origin = random.nextBoolean() ? Optional.of(bits()) : Optional.empty();
            String body = query(spoil(new HashMap<>(good)));
            try {
                Form form = Form.parse(body, true);
                TokenDesk.Asker asker = new TokenDesk.Asker(origin, random.nextBoolean());
                assertEquals(400, desk.token(form, asker, PLACE).status(), body);
                assertTrue(desk.revoke(form, asker).reader().isEmpty(), body);
            } catch (Form.Refused e) {
                assertTrue(e.status() == 400, body);
            }
        }
        assertTrue(grants.list().isEmpty());
    }

    /** Read by another parser than ours. */
    private static void assertSafe(String location, AuthorizationRequest request, String query) {
        URI read = URI.create(location);
        assertEquals(request.client(), read.getScheme() + "://" + read.getRawAuthority(), query);
        assertNull(read.getRawUserInfo(), query);
        assertNull(read.getRawFragment(), query);
        assertTrue(location.startsWith(request.redirection().uri()), query);
        assertTrue(read.normalize().getRawPath().equals(read.getRawPath()), query);
        assertTrue(location.chars().allMatch(each -> each > 0x20 && each < 0x7f), query);
    }

    private Map<String, String> spoil(Map<String, String> fields) {
        List<String> names = new ArrayList<>(fields.keySet());
        names.addAll(List.of("scope", "prompt", "ask", "request"));
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            fields.put(name, spoil(fields.getOrDefault(name, "")));
        }
        return fields;
    }

    private String spoil(String value) {
        int at = random.nextInt(value.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> bits();
            case 1 -> value.substring(0, at) + bits() + value.substring(at);
            case 2 -> value.substring(0, at);
            default -> value + bits();
        };
    }

    private String bits() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(BITS.get(random.nextInt(BITS.size())));
        }
        return text.toString();
    }

    /** Mostly escaped as it should be, so that what is in it gets far. */
    private String query(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&").append(name).append('=')
                .append(random.nextInt(50) == 0 ? value : URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return random.nextInt(100) == 0 ? text + "&" + bits() : text.toString();
    }
}
