package link.cloud.registration;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both versions over HTTP. */
@Component(configurationPid = "link.cloud.registration", service = Servlet.class, immediate = true)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + RegistrationContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
public final class RegistrationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** What else runs needs the rest: of 32 parts four for version 1, one for who wants to be found, three for letters. */
    private static final long PARTS = 32;
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration TELL = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger("cloud.registration");

    private final transient Switchboard switchboard;
    private final transient Callers callers;

    /** Settings; the README says what each is for. */
    @interface Config {
        /** @return Boxes behind one IPv4 address or IPv6 /64, version 1 */
        int records_per_source() default 32;

        /** @return Boxes in all, each version */
        int records_max() default 5_000;

        /** @return Boxes that want to be found behind one IPv4 address or IPv6 /64 */
        int listed_per_source() default 8;

        /** @return places for letters in all */
        int letterboxes_max() default 10_000;

        /** @return addresses of proxies whose X-Forwarded-For is believed, separated by commas */
        String proxies() default "";

        /** @return origins of pages that may read the list of version 1, separated by commas; * for any */
        String legacy_origins() default "";
    }

    /** Starts empty: Boxes come again within a minute. */
    @Activate
    public RegistrationServlet(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        long part = Runtime.getRuntime().maxMemory() / PARTS;
        Board board = new Board(config.records_per_source(), config.records_max(), 4 * part);
        Beacons beacons = new Beacons(config.listed_per_source(), config.records_max(), new Heap(part));
        Letterboxes letterboxes = new Letterboxes(config.letterboxes_max(), new Heap(3 * part));
        Counts counts = new Counts();
        this.callers = new Callers(config.proxies());
        this.switchboard = new Switchboard(new RegistrationApi(board, new Readers(config.legacy_origins()), worker::now),
                new Discovery(beacons, worker::nanos), new Where(letterboxes, worker::nanos), counts);
        worker.every(SWEEP, "forget Boxes that are silent", () -> {
            board.expire(worker.now());
            beacons.expire(worker.nanos());
            letterboxes.expire(worker.nanos());
        });
        worker.every(TELL, "tell how much is going on", () -> LOG.info("{}; {} Boxes in the plain list, {} to be found, {} letters",
                counts.take(), board.size(), beacons.size(), letterboxes.size()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> body;
        try {
            body = Body.read(request, Question.BODY);
        } catch (IOException e) {
            Reply.error(400, "the body did not arrive whole").send(response);
            return;
        }
        switchboard.answer(new Question(request.getMethod(), Optional.ofNullable(request.getPathInfo()).orElse("/"), caller(request),
                Optional.ofNullable(request.getHeader("Origin")), body)).send(response);
    }

    private String caller(HttpServletRequest request) {
        return callers.of(request.getRemoteAddr().replaceAll("[\\[\\]]", ""), Collections.list(request.getHeaders("X-Forwarded-For")));
    }
}
