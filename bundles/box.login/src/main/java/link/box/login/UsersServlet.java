package link.box.login;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.common.json.Json;
import link.box.login.account.Outcome;
import link.box.login.account.User;
import link.box.login.web.Ask;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The users API that fxbox apps speak: there while one of them is in. It changes nobody. */
@Component(service = {Servlet.class, UsersServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern(UsersServlet.PATH + "/*")
public final class UsersServlet extends HttpServlet {
    static final String PATH = "/users/v1";
    private static final long serialVersionUID = 1L;
    private static final String LIST = "/users";
    private static final int NO_CREDENTIALS = 103;

    private final transient Desk desk;
    private final transient Legacy legacy;

    @Activate
    public UsersServlet(@Reference Desk desk, @Reference Legacy legacy) {
        this.desk = desk;
        this.legacy = legacy;
    }

    /** @return whether the path is one of its own */
    static boolean has(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = new Reply(response);
        String path = String.valueOf(request.getPathInfo());
        if (!legacy.ledger().any()) {
            error(reply, 404, "there is nothing here");
        } else if (path.equals(LIST) || path.startsWith(LIST + "/")) {
            users(request, path, reply);
        } else {
            switch (request.getMethod() + " " + path) {
                case "POST /setup" -> error(reply, 410, Texts.of("problem." + Outcome.Kind.CLAIMED));
                case "POST /login" -> login(request, reply);
                default -> error(reply, 404, "there is nothing here");
            }
        }
    }

    /** The token is the app's whose page asks, so there is none for who is no page of an app that is in. */
    private void login(HttpServletRequest request, Reply reply) throws IOException {
        String origin = String.valueOf(request.getHeader("Origin"));
        Optional<String> credentials = basic(request.getHeader("Authorization"));
        if (legacy.ledger().in(origin).isEmpty()) {
            error(reply, 403, Texts.of("legacy.login.app"));
        } else if (credentials.isEmpty()) {
            error(reply, 400, NO_CREDENTIALS, "the Authorization header is not Basic with email:password");
        } else {
            String[] parts = credentials.get().split(":", 2);
            answer(reply, desk.logIn(parts[0], parts[1], new Ask(request).place(), List.of()), origin);
        }
    }

    private void answer(Reply reply, Outcome outcome, String origin) throws IOException {
        Optional<String> token = outcome.ok() ? legacy.ledger().issue(outcome.user().orElseThrow(), origin) : Optional.empty();
        if (token.isPresent()) {
            reply.json(HttpServletResponse.SC_CREATED, Json.PROVIDER.createObjectBuilder().add("session_token", token.get()).build()
                    .toString());
        } else if (outcome.ok()) {
            error(reply, 403, Texts.of("legacy.login.app"));
        } else {
            error(reply.retryAfter(outcome.after()), outcome.kind().status(), outcome.kind().errno(),
                    Texts.of("problem." + outcome.kind(), outcome.after().map(Reply::seconds).orElse(0L)));
        }
    }

    /** Everybody may read who one is oneself; the list is for an admin on the Box's own pages. */
    private void users(HttpServletRequest request, String path, Reply reply) throws IOException {
        Optional<Caller> known = new Ask(request).caller();
        if (known.isEmpty()) { // the app was let in between the gate's look and ours
            error(reply, 401, "log in first");
            return;
        }
        Caller caller = known.get();
        boolean admin = caller.app().isEmpty() && caller.admin();
        if (!request.getMethod().equals("GET")) {
            error(reply, 403, Texts.of("legacy.users.write"));
        } else if (path.equals(LIST + "/" + caller.id())) {
            reply.json(HttpServletResponse.SC_OK, wire(desk.user(caller).orElseThrow()).build().toString());
        } else if (admin && path.equals(LIST)) {
            JsonArrayBuilder all = Json.PROVIDER.createArrayBuilder();
            desk.accounts().list().forEach(user -> all.add(wire(user)));
            reply.json(HttpServletResponse.SC_OK, all.build().toString());
        } else {
            error(reply, admin ? 404 : 403, Texts.of("legacy.users.other"));
        }
    }

    private static JsonObjectBuilder wire(User user) {
        return Json.PROVIDER.createObjectBuilder().add("id", user.id()).add("name", user.name()).add("email", user.email());
    }

    private static void error(Reply reply, int status, String message) throws IOException {
        error(reply, status, status, message);
    }

    private static void error(Reply reply, int status, int errno, String message) throws IOException {
        JsonObjectBuilder body = Json.PROVIDER.createObjectBuilder().add("code", status).add("errno", errno)
                .add("error", phrase(status)).add("message", message);
        reply.json(status, body.build().toString());
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 410 -> "Gone";
            case 429 -> "Too Many Requests";
            default -> "Service Unavailable";
        };
    }

    /** @return {@code email:password}; empty if the header is something else (RFC 7617) */
    private static Optional<String> basic(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            return Optional.of(text).filter(each -> each.indexOf(':') > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
