package link.box.login.oauth;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import link.box.login.oauth.Codes.Consent;
import link.box.login.web.Form;

/** A request as it should be, to be spoilt by tests. */
final class Sample {
    static final String VERIFIER = "v".repeat(43);
    static final Instant LOGIN = Instant.parse("2026-11-01T11:00:00Z");

    private Sample() {
    }

    static Map<String, String> fields(String... more) {
        Map<String, String> fields = new HashMap<>(Map.of("response_type", "code", "client_id", "https://app.example", "redirect_uri",
                "https://app.example/", "state", "0123456789abcdef", "code_challenge", Token.hash(VERIFIER),
                "code_challenge_method", "S256"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    static AuthorizationRequest request(String... more) throws Refused {
        return AuthorizationRequest.of(new Form(fields(more)), new Clients(false));
    }

    static Consent consent(String... more) throws Refused {
        return new Consent("u1", LOGIN, request(more), 0);
    }
}
