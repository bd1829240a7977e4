package link.box.https;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import link.box.api.access.Caller;
import link.box.api.device.BoxContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterDispatcher;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Lets device servlets ask in the servlet API's own words who is there. SCR ends components in the order of their names, and this one's
 * comes before {@link DeviceContext}'s: Felix HTTP 1.1 never forgets a filter whose context went first.
 */
@Component(service = Filter.class, property = Constants.SERVICE_RANKING + ":Integer=" + Integer.MAX_VALUE)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + BoxContext.NAME + ")")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardFilterDispatcher({DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR})
public final class CallerRoles implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        Object caller = request.getAttribute(Caller.ATTRIBUTE);
        chain.doFilter(caller instanceof Caller known ? new Known((HttpServletRequest) request, known) : request, response);
    }

    private static final class Known extends HttpServletRequestWrapper {
        private static final String SCOPE = "scope:device:";
        private final Caller caller;

        private Known(HttpServletRequest request, Caller caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public String getRemoteUser() {
            return caller.id();
        }

        @Override
        public String getAuthType() {
            return "box";
        }

        @Override
        public Principal getUserPrincipal() {
            return caller::id;
        }

        @Override
        public boolean isUserInRole(String role) {
            return switch (role) {
                case "user" -> true;
                case "admin" -> caller.admin() && caller.app().isEmpty();
                default -> role.startsWith(SCOPE) && caller.mayUse(role.substring(SCOPE.length()), true);
            };
        }
    }
}
