package link.box.login.oauth;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import link.box.common.json.Json;
import link.box.login.web.Form;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where apps get tokens and give them back (RFC 6749, section 4.1.3 and 6; RFC 7636; RFC 7009). Only pages of the app whose code or
 * token it is may read the answer. Thread-safe; methods block for disk.
 */
public final class TokenDesk {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Codes codes;
    private final Grants grants;
    private final Function<String, Optional<String>> users;

    /**
     * Who asks, as far as it can be seen.
     *
     * @param origin of the page that asks; empty for a program
     * @param tunnel whether it came through the tunnel
     */
    public record Asker(Optional<String> origin, boolean tunnel) {
        private boolean mayBe(String client) {
            return origin.isEmpty() || origin.get().equals(client);
        }

        private Optional<String> reader(Optional<String> client) {
            return client.filter(each -> origin.isPresent() && origin.get().equals(each));
        }
    }

    /** @param users gives the name to the id of a user, if there is one */
    public TokenDesk(Codes codes, Grants grants, Function<String, Optional<String>> users) {
        this.codes = codes;
        this.grants = grants;
        this.users = users;
    }

    /** One at a time, so that a code that comes twice at once has given what is to be taken back. */
    public synchronized Answer token(Form form, Asker asker, Location location) throws IOException {
        return switch (form.value("grant_type")) {
            case "authorization_code" -> exchange(form, asker, location);
            case "refresh_token" -> refresh(form, asker, location);
            case "" -> Answer.fault(400, Fault.INVALID_REQUEST, Optional.empty());
            default -> Answer.fault(400, Fault.UNSUPPORTED_GRANT_TYPE, Optional.empty());
        };
    }

    /** Whatever it is, it is over afterwards, or was before. */
    public synchronized Answer revoke(Form form, Asker asker) throws IOException {
        String token = form.value("token");
        Optional<String> client = grants.client(token);
        if (token.isEmpty()) {
            return Answer.fault(400, Fault.INVALID_REQUEST, Optional.empty());
        }
        if (client.isPresent() && (!asker.mayBe(client.get()) || wrong(form, client.get()))) {
            return Answer.fault(400, Fault.INVALID_GRANT, Optional.empty());
        }
        Optional<String> family = grants.family(token);
        if (family.isPresent()) {
            grants.end(family.get());
            LOG.info("App {} gave its tokens back", client.orElse(""));
        }
        return new Answer(200, "", asker.reader(client));
    }

    private Answer exchange(Form form, Asker asker, Location location) throws IOException {
        Optional<Codes.Code> found = codes.spend(form.value("code"));
        if (found.isEmpty()) {
            return Answer.fault(400, Fault.INVALID_GRANT, Optional.empty());
        }
        Codes.Code code = found.get();
        Optional<String> reader = asker.reader(Optional.of(code.consent().request().client()));
        if (code.given().isPresent()) {
            LOG.warn("A code of {} came twice: what it gave is over", code.consent().request().client());
            grants.end(code.given().get());
        }
        if (!codes.good(code) || !fits(form, asker, code.consent().request()) || users.apply(code.consent().user()).isEmpty()) {
            return Answer.fault(400, Fault.INVALID_GRANT, reader);
        }
        Optional<Issued> issued = grants.open(code.consent(), asker.tunnel);
        if (issued.isEmpty()) {
            return Answer.fault(400, Fault.INVALID_GRANT, reader);
        }
        codes.gave(form.value("code"), code, issued.get().family().id());
        return issued(issued.get(), reader, location);
    }

    private static boolean fits(Form form, Asker asker, AuthorizationRequest request) {
        String verifier = form.value("code_verifier");
        return form.value("client_id").equals(request.client()) && asker.mayBe(request.client())
                && form.value("redirect_uri").equals(request.redirection().uri()) && VERIFIER.matcher(verifier).matches()
                && Token.same(Token.hash(verifier), request.challenge());
    }

    private Answer refresh(Form form, Asker asker, Location location) throws IOException {
        String token = form.value("refresh_token");
        Optional<String> client = Family.id(token).isEmpty() ? Optional.empty() : grants.client(token);
        if (client.isEmpty() || !asker.mayBe(client.get()) || wrong(form, client.get())) {
            return Answer.fault(400, Fault.INVALID_GRANT, asker.reader(client));
        }
        Optional<Issued> issued = grants.refresh(token).filter(each -> users.apply(each.grant().user()).isPresent());
        return issued.isPresent() ? issued(issued.get(), asker.reader(client), location)
                : Answer.fault(400, Fault.INVALID_GRANT, asker.reader(client));
    }

    /** Whether the app says to be another one. */
    private static boolean wrong(Form form, String client) {
        return form.has("client_id") && !form.value("client_id").equals(client);
    }

    private Answer issued(Issued issued, Optional<String> reader, Location location) {
        String user = issued.grant().user();
        JsonObjectBuilder body = Json.PROVIDER.createObjectBuilder().add("access_token", issued.access()).add("token_type", "Bearer")
                .add("expires_in", Family.ACCESS.toSeconds()).add("refresh_token", issued.refresh())
                .add("refresh_expires_in", issued.refreshSeconds()).add("scope", issued.family().scopes().toString())
                .add("box", location.json())
                .add("user", Json.PROVIDER.createObjectBuilder().add("id", user).add("name", users.apply(user).orElse("")))
                .add("where", issued.grant().where());
        return new Answer(200, body.build().toString(), reader);
    }
}
