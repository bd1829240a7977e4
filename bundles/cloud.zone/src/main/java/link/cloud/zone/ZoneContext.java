package link.cloud.zone;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The part of the HTTP service that the listener {@code zone} reaches, and nothing else. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = ZoneContext.NAME, path = "/zone")
public final class ZoneContext extends ServletContextHelper {
    static final String NAME = "cloud.zone";
}
