package link.box.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;

/** A request as far as this bundle cares. Who asks and from where is the gate's word alone. */
record Ask(HttpServletRequest request) {
    static final String COOKIE = "__Host-bx";

    /** Without the gate's word it is the worst there is. */
    ConnectionClass from() {
        return request.getAttribute(ConnectionClass.ATTRIBUTE) instanceof ConnectionClass from ? from : ConnectionClass.PUBLIC;
    }

    Optional<Caller> caller() {
        return Optional.ofNullable((Caller) request.getAttribute(Caller.ATTRIBUTE));
    }

    String peer() {
        return request.getRemoteAddr();
    }

    String path() {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        // Felix has neither for the root
        return path.isEmpty() ? "/" : path;
    }

    String value(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    boolean has(String name) {
        return request.getParameter(name) != null;
    }

    /** @return the tokens of our cookie; more than one if somebody planted another */
    List<String> cookies() {
        return request.getCookies() == null ? List.of() : Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE)).map(cookie -> cookie.getValue()).toList();
    }
}
