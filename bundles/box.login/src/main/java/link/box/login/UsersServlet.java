package link.box.login;

import jakarta.json.JsonObject;
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
import link.box.login.account.Applicant;
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

/** The users API that fxbox apps speak. */
@Component(service = {Servlet.class, UsersServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/users/v1/*")
public final class UsersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LIMIT = 8192;
    private static final int NO_CREDENTIALS = 103;

    private final transient Desk desk;

    @Activate
    public UsersServlet(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = new Ask(request).caller();
        if ("/me".equals(request.getPathInfo()) && caller.isPresent()) {
            me(desk.user(caller.get()).orElseThrow(), new Reply(response));
        } else {
            error(new Reply(response), 404, 404, "there is nothing here");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = new Reply(response);
        switch (String.valueOf(request.getPathInfo())) {
            case "/setup" -> setup(request, reply);
            case "/login" -> login(request, reply);
            default -> error(reply, 404, 404, "there is nothing here");
        }
    }

    /** Without a page's token it is for programs: a browser says of each page that posts where it is from. */
    private void setup(HttpServletRequest request, Reply reply) throws IOException {
        if (request.getHeader("Origin") != null && !new Ask(request).ours()) {
            error(reply, HttpServletResponse.SC_FORBIDDEN, HttpServletResponse.SC_FORBIDDEN, Texts.of("problem.STALE"));
            return;
        }
        Applicant applicant;
        try {
            JsonObject body = Json.object(request.getInputStream(), LIMIT);
            applicant = new Applicant(body.getString("name", ""), body.getString("email", ""), body.getString("password", ""),
                    body.getString("code", ""));
        } catch (IOException e) {
            error(reply, 400, 400, "the body is no JSON object of at most " + LIMIT + " bytes");
            return;
        }
        answer(reply, desk.setUp(applicant, new Ask(request).place()), request);
    }

    private void login(HttpServletRequest request, Reply reply) throws IOException {
        Optional<String> credentials = basic(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            error(reply, 400, NO_CREDENTIALS, "the Authorization header is not Basic with email:password");
            return;
        }
        String[] parts = credentials.get().split(":", 2);
        Ask ask = new Ask(request);
        answer(reply, desk.logIn(parts[0], parts[1], ask.place(), List.of()), request);
    }

    private void answer(Reply reply, Outcome outcome, HttpServletRequest request) throws IOException {
        Optional<String> token = outcome.ok() ? desk.open(outcome.user().orElseThrow(), new Ask(request).place()) : Optional.empty();
        if (token.isPresent()) {
            reply.json(HttpServletResponse.SC_CREATED,
                    Json.PROVIDER.createObjectBuilder().add("session_token", token.get()).build().toString());
        } else if (outcome.ok()) {
            answer(reply, Outcome.of(Outcome.Kind.WRONG), request);
        } else {
            error(reply.retryAfter(outcome.after()), outcome.kind().status(), outcome.kind().errno(),
                    Texts.of("problem." + outcome.kind(), outcome.after().map(Reply::seconds).orElse(0L)));
        }
    }

    private static void me(User user, Reply reply) throws IOException {
        reply.json(HttpServletResponse.SC_OK, Json.PROVIDER.createObjectBuilder().add("id", user.id()).add("name", user.name())
                .add("email", user.email()).add("admin", user.admin()).build().toString());
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
