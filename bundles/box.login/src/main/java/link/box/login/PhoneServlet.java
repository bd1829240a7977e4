package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import link.box.api.registration.Listing;
import link.box.login.web.Ask;
import link.box.login.web.Html;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Lets apps at home find the Box for some minutes, as the app's help says. */
@Component(service = {Servlet.class, PhoneServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern(PhoneServlet.PATH)
public final class PhoneServlet extends FormServlet {
    static final String PATH = "/phone";
    private static final long serialVersionUID = 1L;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Listing listing;
    private final transient BoxFacts facts;

    @Activate
    public PhoneServlet(@Reference BoxFacts facts) {
        this.facts = facts;
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        Listing now = listing;
        Optional<Listing.Obstacle> obstacle = Optional.ofNullable(now).flatMap(Listing::obstacle);
        Html html = new Html();
        if (now == null || !facts.offline().isEmpty()) {
            html.add("<p class=\"note\">%s</p>", Texts.of("phone.none"));
        } else if (obstacle.isPresent()) {
            html.add("<p class=\"note\">%s</p>", Texts.of("phone.obstacle." + obstacle.get().name().toLowerCase(Locale.ROOT)));
        } else {
            html.add("<p>%s</p>", Texts.of("phone.lead"));
            now.left().ifPresent(time -> html.add("<p class=\"note\" role=\"status\">%s</p>",
                    Texts.of("phone.open", time.toMinutes() + 1)));
            html.add("<form method=\"post\" action=\"" + PATH + "\">\n<button>%s</button>\n</form>", Texts.of("phone.submit"));
        }
        page(reply, HttpServletResponse.SC_OK, html);
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        Listing open = listing;
        if (open != null) {
            open.open();
            if (open.left().isEmpty()) {
                page(reply, HttpServletResponse.SC_CONFLICT, new Html().add("<p role=\"alert\">%s</p>", Texts.of("phone.off")));
                return;
            }
        }
        reply.seeOther(PATH);
    }

    private static void page(Reply reply, int status, Html html) throws IOException {
        reply.page(status, html.inside(Texts.of("phone.title"), PATH), Optional.empty());
    }
}
