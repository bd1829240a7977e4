package link.cloud.registration;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import link.box.api.work.Worker;
import link.box.common.http.Body;
import link.box.common.http.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Register and ping over HTTP. */
@Component(configurationPid = "link.cloud.registration", service = Servlet.class, immediate = true)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + RegistrationContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
public final class RegistrationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** What else runs needs the rest. */
    private static final int HEAP_SHARE = 8;
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final transient RegistrationApi api;

    /** Settings; the README says what each is for. */
    @interface Config {
        /** @return Boxes behind one IPv4 address or IPv6 /64 */
        int records_per_source() default 32;

        /** @return Boxes in all */
        int records_max() default 5_000;
    }

    /** Starts empty: Boxes come again within a minute. */
    @Activate
    public RegistrationServlet(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        Board board = new Board(config.records_per_source(), config.records_max(),
                Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        this.api = new RegistrationApi(board, worker::now);
        worker.every(SWEEP, "forget Boxes that are silent", () -> board.expire(worker.now()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        String address = request.getRemoteAddr().replaceAll("[\\[\\]]", "");
        Optional<byte[]> body;
        try {
            body = Body.read(request, RegistrationApi.BODY);
        } catch (IOException e) {
            Reply.error(400, "the body did not arrive whole").send(response);
            return;
        }
        api.handle(request.getMethod(), path, address, body).send(response);
    }
}
