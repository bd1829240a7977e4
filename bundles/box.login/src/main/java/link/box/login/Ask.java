package link.box.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;

/** A request as far as this bundle cares. Who asks and from where is the gate's word alone. */
record Ask(HttpServletRequest request, Form form) {
    static final String COOKIE = "__Host-bx";

    /** One whose fields do not matter. */
    Ask(HttpServletRequest request) {
        this(request, Form.EMPTY);
    }

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
        return form.value(name);
    }

    boolean has(String name) {
        return form.has(name);
    }

    /** @return the tokens of our cookie; more than one if somebody planted another */
    List<String> cookies() {
        return request.getCookies() == null ? List.of() : Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE)).map(cookie -> cookie.getValue()).toList();
    }
}
