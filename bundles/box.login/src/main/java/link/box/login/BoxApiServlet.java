package link.box.login;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.common.json.Json;
import link.box.login.oauth.Held;
import link.box.login.oauth.Location;
import link.box.login.oauth.Tickets;
import link.box.login.web.Ask;
import link.box.login.web.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What connected apps ask the Box itself: where it is now, in whose name they are in, and for tickets. */
@Component(service = {Servlet.class, BoxApiServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/box/v1/*")
public final class BoxApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LIMIT = 2048;
    private static final String BEARER = "Bearer ";

    private final transient Desk desk;
    private final transient Apps apps;
    private final transient Whereabouts whereabouts;

    @Activate
    public BoxApiServlet(@Reference Desk desk, @Reference Apps apps, @Reference Whereabouts whereabouts) {
        this.desk = desk;
        this.apps = apps;
        this.whereabouts = whereabouts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = new Reply(response);
        Optional<Caller> caller = new Ask(request).caller();
        if (caller.isEmpty() || caller.get().app().isPresent() && held(request).isEmpty()) {
            error(reply, HttpServletResponse.SC_FORBIDDEN, "only apps that were connected may ask");
            return;
        }
        switch (String.valueOf(request.getPathInfo())) {
            case "/origins" -> origins(request, reply);
            case "/me" -> reply.json(HttpServletResponse.SC_OK, desk.user(caller.get()).orElseThrow().json().toString());
            default -> error(reply, HttpServletResponse.SC_NOT_FOUND, "there is nothing here");
        }
    }

    private void origins(HttpServletRequest request, Reply reply) throws IOException {
        Optional<Location> location = whereabouts.now();
        if (location.isEmpty()) {
            error(reply, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the Box does not know its name yet");
        } else {
            JsonObjectBuilder body = Json.PROVIDER.createObjectBuilder().add("box", location.get().json());
            held(request).ifPresent(held -> body.add("where", held.grant().where()));
            reply.json(HttpServletResponse.SC_OK, body.build().toString());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = new Reply(response);
        Optional<Caller> caller = new Ask(request).caller();
        Optional<String> path = path(request);
        if (!"/ticket".equals(request.getPathInfo())) {
            error(reply, HttpServletResponse.SC_NOT_FOUND, "there is nothing here");
        } else if (held(request).isEmpty() || caller.isEmpty()) {
            error(reply, HttpServletResponse.SC_FORBIDDEN, "tickets are for apps");
        } else if (path.isEmpty()) {
            error(reply, HttpServletResponse.SC_BAD_REQUEST, "the body is no JSON object with a path");
        } else if (!Tickets.may(caller.get(), path.get())) {
            error(reply, HttpServletResponse.SC_FORBIDDEN, "the app may not read there");
        } else {
            ticket(token(request).orElseThrow(), path.get(), reply);
        }
    }

    private void ticket(String token, String path, Reply reply) throws IOException {
        Optional<String> ticket = apps.tickets().make(token, path);
        if (ticket.isEmpty()) {
            error(reply.retryAfter(Optional.of(Tickets.LIFE)), 429, "too many tickets are about");
        } else {
            reply.json(HttpServletResponse.SC_CREATED, Json.PROVIDER.createObjectBuilder().add("ticket", ticket.get())
                    .add("expires_in", Tickets.LIFE.toSeconds()).build().toString());
        }
    }

    private static Optional<String> path(HttpServletRequest request) {
        try {
            JsonObject body = Json.object(request.getInputStream(), LIMIT);
            return Optional.of(body.getString("path", "")).filter(each -> !each.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The gate has looked at it before. */
    private Optional<Held> held(HttpServletRequest request) {
        return token(request).flatMap(apps.grants()::held);
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(each -> each.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(each -> each.substring(BEARER.length()).trim());
    }

    private static void error(Reply reply, int status, String words) throws IOException {
        reply.json(status, Json.PROVIDER.createObjectBuilder().add("error", words).build().toString());
    }
}
