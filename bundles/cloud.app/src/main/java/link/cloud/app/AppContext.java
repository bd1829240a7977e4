package link.cloud.app;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The part of the HTTP service that the listener {@code app} reaches, and nothing else. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = AppContext.NAME, path = "/app")
public final class AppContext extends ServletContextHelper {
    static final String NAME = "cloud.app";
}
