package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.login.web.Ask;
import link.box.login.web.Html;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where a browser lands that an app has sent to the Box at home: what the app wants stands in the fragment, which only a script sees. */
@Component(service = {Servlet.class, ConnectServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/connect")
public final class ConnectServlet extends FormServlet {
    private static final long serialVersionUID = 1L;
    private final transient Desk desk;

    @Activate
    public ConnectServlet(@Reference Desk desk) {
        this.desk = desk;
    }

    /** A pass leaves the address bar at once; the fragment stays through the redirect. */
    @Override
    void show(Ask ask, Reply reply) throws IOException {
        if (ask.has("lp")) {
            desk.passes().swap(ask.value("lp")).ifPresent(reply::home);
            reply.seeOther("/connect");
        } else {
            reply.page(HttpServletResponse.SC_OK, new Html().add("<p id=\"wait\">%s</p>", Texts.of("connect.lead"))
                    .add("<noscript><p role=\"alert\">%s</p></noscript>", Texts.of("connect.noscript"))
                    .add("<script type=\"module\" src=\"/assets/connect.js\"></script>").page(Texts.of("connect.title")), Optional.empty());
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        missing(reply);
    }
}
