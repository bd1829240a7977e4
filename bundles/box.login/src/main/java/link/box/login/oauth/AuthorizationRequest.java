package link.box.login.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.login.web.Form;

/**
 * What an app asks for (RFC 6749, section 4.1.1; RFC 7636, section 4.3). Whatever is in it is good, or {@code fault} says what is not:
 * that is for the app to hear, as client and redirection are good always.
 *
 * @param client the app's origin
 * @param state goes back to the app as it came; empty if it is not fit for that
 * @param challenge SHA-256 of what only the app knows
 * @param prompt {@code none}, {@code login}, {@code consent} or empty
 * @param wrong the name of the parameter that the fault is about; empty if there is none
 * @param query the same request again, as a query of its own
 */
public record AuthorizationRequest(String client, Redirection redirection, String state, String challenge, Scopes scopes, String prompt,
        String wrong, String query, Optional<Fault> fault) {
    /** The longest query that can be come back to after a login. */
    private static final int QUERY = 1900;
    private static final List<String> KNOWN = List.of("response_type", "client_id", "redirect_uri", "state", "code_challenge",
            "code_challenge_method", "scope", "prompt");
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");
    private static final int STATE_MIN = 16;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> PROMPTS = Set.of("", "none", "login", "consent");

    /** @throws Refused it must not be answered to whoever asks */
    public static AuthorizationRequest of(Form form, Clients clients) throws Refused {
        String client = form.value("client_id");
        if (!clients.good(client)) {
            throw new Refused("oauth.refused.client");
        }
        Redirection redirection = Redirection.of(form.value("redirect_uri"), client)
                .orElseThrow(() -> new Refused("oauth.refused.redirect"));
        String query = canonical(form);
        if (query.length() > QUERY) {
            throw new Refused("oauth.refused.long");
        }
        String state = form.value("state");
        Optional<Scopes> scopes = Scopes.of(form.value("scope"));
        String wrong = wrong(form, scopes.isPresent());
        return new AuthorizationRequest(client, redirection, STATE.matcher(state).matches() ? state : "", form.value("code_challenge"),
                scopes.orElse(new Scopes(Set.of())), form.value("prompt"), wrong, query, fault(wrong, form.value(wrong)));
    }

    private static String wrong(Form form, boolean scopes) {
        String state = form.value("state");
        if (!form.value("response_type").equals("code")) {
            return "response_type";
        } else if (!STATE.matcher(state).matches() || state.length() < STATE_MIN) {
            return "state";
        } else if (!CHALLENGE.matcher(form.value("code_challenge")).matches()) {
            return "code_challenge";
        } else if (!form.value("code_challenge_method").equals("S256")) {
            return "code_challenge_method";
        } else if (!PROMPTS.contains(form.value("prompt"))) {
            return "prompt";
        }
        return scopes ? "" : "scope";
    }

    private static Optional<Fault> fault(String wrong, String value) {
        return switch (wrong) {
            case "" -> Optional.empty();
            case "scope" -> Optional.of(Fault.INVALID_SCOPE);
            case "response_type" -> Optional.of(value.isEmpty() ? Fault.INVALID_REQUEST : Fault.UNSUPPORTED_RESPONSE_TYPE);
            default -> Optional.of(Fault.INVALID_REQUEST);
        };
    }

    private static String canonical(Form form) {
        return KNOWN.stream().filter(name -> !form.value(name).isEmpty())
                .map(name -> name + "=" + URLEncoder.encode(form.value(name), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    /** @return where to send the browser so that the app hears what went wrong (RFC 9207 for {@code iss}) */
    public String failed(Fault fault, String issuer) {
        return answer("error", fault.wire(), issuer);
    }

    /** @return where to send the browser so that the app gets its code */
    public String succeeded(String code, String issuer) {
        return answer("code", code, issuer);
    }

    private String answer(String name, String value, String issuer) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(name, value);
        if (!state.isEmpty()) {
            answer.put("state", state);
        }
        answer.put("iss", issuer);
        return redirection.with(answer);
    }

    /** Says nothing that is a secret of the app. */
    @Override
    public String toString() {
        return "request of " + client;
    }
}
