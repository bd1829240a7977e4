package link.box.https;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import link.box.api.access.Caller;
import link.box.api.device.BoxContext;
import link.box.https.device.Door;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The context of device servlets. The gate has decided; here its word is asked for once more. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = BoxContext.NAME, path = "/d")
public final class DeviceContext extends ServletContextHelper {
    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(Door.REACHED) instanceof AtomicBoolean reached) {
            reached.set(true);
        }
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller || Boolean.TRUE.equals(request.getAttribute(Door.STRANGER))) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return false;
    }
}
