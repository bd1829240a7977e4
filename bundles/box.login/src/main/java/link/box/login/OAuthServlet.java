package link.box.login;

import jakarta.json.JsonObject;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.common.json.Json;
import link.box.login.oauth.Answer;
import link.box.login.oauth.Location;
import link.box.login.oauth.TokenDesk.Asker;
import link.box.login.web.Ask;
import link.box.login.web.Form;
import link.box.login.web.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where apps are let in: OAuth 2.0 with PKCE for public clients (RFC 9700), its pages and its API. */
@Component(service = {Servlet.class, OAuthServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern({"/oauth/*", OAuthServlet.METADATA})
public final class OAuthServlet extends HttpServlet {
    static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final long serialVersionUID = 1L;

    private final transient Apps apps;
    private final transient Whereabouts whereabouts;
    private final transient AuthorizePage page;

    @Activate
    public OAuthServlet(@Reference Desk desk, @Reference Apps apps, @Reference Whereabouts whereabouts) {
        this.apps = apps;
        this.whereabouts = whereabouts;
        this.page = new AuthorizePage(desk, apps);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Ask ask = new Ask(request);
        Optional<Location> location = whereabouts.now();
        if (ask.path().equals(AuthorizePage.PATH)) {
            page.show(request, new Reply(response), location);
        } else if (ask.path().equals(METADATA) && location.isPresent()) {
            new Reply(response).json(HttpServletResponse.SC_OK, metadata(location.get().issuer()).toString());
        } else {
            missing(response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (new Ask(request).path()) {
            case AuthorizePage.PATH -> page.decide(request, new Reply(response), whereabouts.now());
            case "/oauth/token" -> answer(response, token(request));
            case "/oauth/revoke" -> answer(response, revoke(request));
            default -> missing(response);
        }
    }

    private Answer token(HttpServletRequest request) throws IOException {
        Optional<Location> location = whereabouts.now();
        if (location.isEmpty()) {
            return Answer.unavailable();
        }
        try {
            return apps.tokens().token(Form.strict(request), asker(request), location.get());
        } catch (Form.Refused e) {
            return Answer.unreadable(e.status());
        }
    }

    private Answer revoke(HttpServletRequest request) throws IOException {
        try {
            return apps.tokens().revoke(Form.strict(request), asker(request));
        } catch (Form.Refused e) {
            return Answer.unreadable(e.status());
        }
    }

    private static Asker asker(HttpServletRequest request) {
        return new Asker(Optional.ofNullable(request.getHeader("Origin")), new Ask(request).from() == ConnectionClass.TUNNEL);
    }

    private static void answer(HttpServletResponse response, Answer answer) throws IOException {
        response.setHeader("Vary", "Origin");
        answer.reader().ifPresent(origin -> response.setHeader("Access-Control-Allow-Origin", origin));
        new Reply(response).json(answer.status(), answer.json());
    }

    private static void missing(HttpServletResponse response) throws IOException {
        new Reply(response).page(HttpServletResponse.SC_NOT_FOUND, Pages.missing(), Optional.empty());
    }

    /** RFC 8414, section 2. */
    private static JsonObject metadata(String issuer) {
        return Json.PROVIDER.createObjectBuilder().add("issuer", issuer).add("authorization_endpoint", issuer + AuthorizePage.PATH)
                .add("token_endpoint", issuer + "/oauth/token").add("revocation_endpoint", issuer + "/oauth/revoke")
                .add("response_types_supported", Json.PROVIDER.createArrayBuilder(List.of("code")))
                .add("grant_types_supported", Json.PROVIDER.createArrayBuilder(List.of("authorization_code", "refresh_token")))
                .add("code_challenge_methods_supported", Json.PROVIDER.createArrayBuilder(List.of("S256")))
                .add("token_endpoint_auth_methods_supported", Json.PROVIDER.createArrayBuilder(List.of("none")))
                .add("revocation_endpoint_auth_methods_supported", Json.PROVIDER.createArrayBuilder(List.of("none")))
                .add("scopes_supported", Json.PROVIDER.createArrayBuilder(List.of("device", "device:read", "users:read")))
                .add("authorization_response_iss_parameter_supported", true).build();
    }
}
