package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.legacy.Redirects;
import link.box.login.web.Ask;
import link.box.login.web.Next;
import link.box.login.web.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The Box's own page, the login page, and whatever nobody else answers. */
@Component(service = {Servlet.class, PagesServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/*")
public final class PagesServlet extends FormServlet {
    private static final long serialVersionUID = 1L;

    private final transient Desk desk;
    private final transient BoxFacts facts;
    private final transient Connected connected;
    private final transient Legacy legacy;
    private final transient Entrance entrance;

    @Activate
    public PagesServlet(@Reference Desk desk, @Reference BoxFacts facts, @Reference Connected connected,
            @Reference Legacy legacy) {
        this.desk = desk;
        this.facts = facts;
        this.connected = connected;
        this.legacy = legacy;
        this.entrance = new Entrance(desk, facts, legacy);
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        switch (ask.path()) {
            case "/" -> root(ask, reply);
            case "/login" -> login(ask, reply);
            default -> missing(reply);
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        if (ask.path().equals("/continue") && ask.person().isPresent()) {
            goOn(ask, reply, ask.person().get());
        } else {
            missing(reply);
        }
    }

    private void root(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.person();
        Optional<Redirects.Target> target = entrance.target(ask);
        if (caller.isEmpty() && ask.has("redirect_url") && desk.claimed()) {
            login(ask, reply);
        } else if (caller.isEmpty()) {
            reply.seeOther(desk.claimed() ? "/session/resume" : setup(ask));
        } else if (target.isPresent()) {
            boolean in = legacy.ledger().in(target.get().origin()).isPresent();
            reply.page(HttpServletResponse.SC_OK, Pages.goOn(target.get(), caller.get().name(), in), entrance.app(ask));
        } else {
            reply.page(HttpServletResponse.SC_OK, new HomePage(facts, desk, connected).of(caller.get(), entrance.notices(ask)),
                    Optional.empty());
        }
    }

    /** To an old app; one that is not in yet needs an admin who has typed the password just now. */
    private void goOn(Ask ask, Reply reply, Caller caller) throws IOException {
        Optional<Redirects.Target> target = entrance.target(ask);
        if (target.isPresent() && legacy.ledger().in(target.get().origin()).isEmpty()) {
            if (!caller.admin()) {
                reply.page(HttpServletResponse.SC_FORBIDDEN, Pages.admins(), Optional.empty());
                return;
            }
            Optional<String> detour = desk.stepUp().detour(caller, Legacy.ask(target.get()));
            if (detour.isPresent()) {
                reply.seeOther(detour.get());
                return;
            }
            legacy.letIn(target.get().origin(), ask.from());
        }
        entrance.leave(ask, reply, desk.user(caller).orElseThrow(), HttpServletResponse.SC_OK);
    }

    private void login(Ask ask, Reply reply) throws IOException {
        if (!desk.claimed()) {
            reply.seeOther(setup(ask));
        } else if (ask.person().isPresent()) {
            reply.seeOther(Next.local(ask.value("next")));
        } else if (AuthorizePage.asked(ask.value("next")).isPresent()) {
            // its page says what for
            reply.seeOther(Next.local(ask.value("next")));
        } else {
            reply.page(HttpServletResponse.SC_OK, Pages.login(entrance.frame(ask, ""), ""), entrance.app(ask));
        }
    }

    /** Whoever wanted something else first gets there after the set-up. */
    private static String setup(Ask ask) {
        String field = ask.has("redirect_url") ? "redirect_url" : "next";
        return "/setup" + (ask.has(field) ? "?" + field + "=" + URLEncoder.encode(ask.value(field), StandardCharsets.UTF_8) : "");
    }
}
