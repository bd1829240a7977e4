package link.box.login.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;

/** A request as far as this bundle cares. Who asks and from where is the gate's word alone. */
public record Ask(HttpServletRequest request, Form form) {
    public static final String COOKIE = "__Host-bx";

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

    public String peer() {
        return request.getRemoteAddr();
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

    /** @return the tokens of our cookie; more than one if somebody planted another */
    public List<String> cookies() {
        return cookies(COOKIE);
    }

    /** @return the one cookie of that name; empty if there is none or more than one */
    public String cookie(String name) {
        List<String> all = cookies(name);
        return all.size() == 1 ? all.get(0) : "";
    }

    private List<String> cookies(String name) {
        return request.getCookies() == null ? List.of() : Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(name)).map(cookie -> cookie.getValue()).toList();
    }
}
