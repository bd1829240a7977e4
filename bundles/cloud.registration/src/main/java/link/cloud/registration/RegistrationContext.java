package link.cloud.registration;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The part of the HTTP service that the listener {@code registration} reaches, and nothing else. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = RegistrationContext.NAME, path = "/registration")
public final class RegistrationContext extends ServletContextHelper {
    static final String NAME = "cloud.registration";
}
