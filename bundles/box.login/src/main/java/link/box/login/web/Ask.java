package link.box.login.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.login.session.Agent;
import link.box.login.session.Place;

/** A request as far as this bundle cares. Who asks and from where is the gate's word alone. */
public record Ask(HttpServletRequest request, Form form) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*|.*:.*|.*\\.local");

    /** One whose fields do not matter. */
    public Ask(HttpServletRequest request) {
        this(request, Form.EMPTY);
    }

    /** Without the gate's word it is the worst there is. */
    public ConnectionClass from() {
        return request.getAttribute(ConnectionClass.ATTRIBUTE) instanceof ConnectionClass from ? from : ConnectionClass.PUBLIC;
    }

    public Optional<Caller> caller() {
        return Optional.ofNullable((Caller) request.getAttribute(Caller.ATTRIBUTE));
    }

    /** Somebody in a session of the Box's own pages; an app is not. */
    public Optional<Caller> person() {
        return caller().filter(caller -> caller.app().isEmpty());
    }

    public String peer() {
        return request.getRemoteAddr();
    }

    public Place place() {
        return new Place(from(), peer(), Agent.of(request.getHeader("User-Agent")));
    }

    /** @return whom the request asked for, in lower case */
    public String host() {
        return request.getServerName().toLowerCase(Locale.ROOT);
    }

    /** Whether it asked for an address or a .local name: the Box shows its own certificate there, which nobody vouches for. */
    public static boolean local(String host) {
        return LITERAL.matcher(host).matches();
    }

    /** Whether the page that sent it is one of ours, of this very name; a program that says nothing of its origin has none. */
    public boolean ours() {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return origins.isEmpty() ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                : origins.equals(List.of("https://" + String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT)));
    }

    /** Whether a page of its own is opened, and no picture or frame in somebody's: those of a sibling Box have our cookies. */
    public boolean navigates() {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null || destination.equals("document");
    }

    /** Whether a script sent it, which wants no page for an answer. */
    public boolean json() {
        return Form.json(request);
    }

    public String path() {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        // Felix has neither for the root
        return path.isEmpty() ? "/" : path;
    }

    public String value(String name) {
        return form.value(name);
    }

    public boolean has(String name) {
        return form.has(name);
    }

    /** @return the values of the cookies of that name; more than one if somebody planted another */
    public List<String> cookies(String name) {
        return request.getCookies() == null ? List.of() : Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(name)).map(cookie -> cookie.getValue()).toList();
    }

    /** @return the value of the only cookie of that name; empty if there is none, or somebody planted another */
    public String cookie(String name) {
        List<String> all = cookies(name);
        return all.size() == 1 ? all.get(0) : "";
    }
}
