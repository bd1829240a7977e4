package link.cloud.app;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the page. */
@Component(configurationPid = "link.cloud.app", service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + AppContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
public final class AppServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Page page;

    /** Settings; the README says what each is for. */
    @interface Config {
        /** @return origin of the registration server */
        String registration() default "https://registration.link.test:4443";

        /** @return the zone in which Boxes have their names */
        String zone() default "box.test";
    }

    /** Reads the page. */
    @Activate
    public AppServlet(Config config) {
        this.page = new Page(config.registration(), config.zone());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page.handle(request.getMethod(), Optional.ofNullable(request.getPathInfo()).orElse("/")).send(response);
    }
}
