package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.session.Session;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is in, from where, and the end of it. To end something takes a password typed just now. */
@Component(service = {Servlet.class, AccessServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/access")
public final class AccessServlet extends FormServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("box.login");

    private final transient Desk desk;
    private final transient Legacy legacy;
    private final transient AccessPage page;

    @Activate
    public AccessServlet(@Reference Desk desk, @Reference BoxFacts facts, @Reference Connected connected, @Reference Legacy legacy) {
        this.desk = desk;
        this.legacy = legacy;
        this.page = new AccessPage(desk, facts, connected, new LegacyPart(legacy, facts));
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.person();
        if (caller.isEmpty()) {
            missing(reply);
        } else {
            reply.page(HttpServletResponse.SC_OK, page.of(caller.get(), mine(ask)), Optional.empty());
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.person();
        if (caller.isEmpty()) {
            missing(reply);
            return;
        }
        Optional<String> detour = desk.stepUp().detour(caller.get(), "/access");
        if (detour.isEmpty()) {
            change(ask, caller.get());
        }
        reply.seeOther(detour.orElse("/access"));
    }

    private void change(Ask ask, Caller caller) throws IOException {
        String what = ask.value("what");
        switch (ask.value("do")) {
            case "end" -> desk.presence().sessions().end(session -> owns(session, caller) && session.id().equals(what));
            case "forget" -> forget(caller, what);
            case "others" -> desk.presence().keep(caller.id(), mine(ask));
            case "newcomers" -> desk.accounts().newcomers(what.equals("yes"));
            default -> {
                if (!legacy.change(caller, ask.value("do"), what, ask.from())) {
                    return;
                }
            }
        }
        LOG.info("Access changed ({}): {}", ask.from(), ask.value("do"));
    }

    private void forget(Caller caller, String browser) throws IOException {
        if (desk.presence().browsers().list().stream().anyMatch(each -> each.id().equals(browser) && each.user().equals(caller.id()))) {
            desk.presence().forget(browser);
        }
    }

    private static boolean owns(Session session, Caller caller) {
        return session.user().equals(caller.id());
    }

    private Optional<Session> mine(Ask ask) {
        return desk.presence().sessions().find(ask.cookie(Cookies.SESSION));
    }
}
