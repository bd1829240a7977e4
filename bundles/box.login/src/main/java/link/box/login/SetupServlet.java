package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.login.account.Applicant;
import link.box.login.account.Outcome;
import link.box.login.account.Secret;
import link.box.login.account.SetupRule;
import link.box.login.session.Place;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Makes the first admin: only out of a form that this browser was shown, under this very name. */
@Component(service = {Servlet.class, SetupServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/setup")
public final class SetupServlet extends FormServlet {
    private static final long serialVersionUID = 1L;
    private static final int BYTES = 16;
    private static final int TOKEN = 22;

    private final transient Desk desk;
    private final transient BoxFacts facts;
    private final transient Entrance entrance;

    @Activate
    public SetupServlet(@Reference Desk desk, @Reference BoxFacts facts, @Reference Legacy legacy) {
        this.desk = desk;
        this.facts = facts;
        this.entrance = new Entrance(desk, facts, legacy);
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        if (desk.claimed()) {
            reply.seeOther("/login");
        } else if (!SetupRule.atHome(from(ask))) {
            reply.page(HttpServletResponse.SC_FORBIDDEN, Pages.atHomeOnly(), Optional.empty());
        } else {
            form(ask, reply, Outcome.of(Outcome.Kind.OK), HttpServletResponse.SC_OK);
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        ConnectionClass from = from(ask);
        Outcome outcome = entrance.letIn(ask, reply, apply(ask, from));
        reply.retryAfter(outcome.after());
        if (outcome.ok()) {
            entrance.leave(ask, reply, outcome.user().orElseThrow(), HttpServletResponse.SC_CREATED);
        } else if (ask.json()) {
            Entrance.problem(reply, outcome);
        } else if (!SetupRule.atHome(from)) {
            reply.page(HttpServletResponse.SC_FORBIDDEN, Pages.atHomeOnly(), Optional.empty());
        } else if (outcome.kind() == Outcome.Kind.CLAIMED) {
            reply.page(outcome.kind().status(), Pages.login(entrance.frame(ask, Entrance.problem(outcome)), ""), entrance.app(ask));
        } else {
            form(ask, reply, outcome, outcome.kind().status());
        }
    }

    /** Who cannot succeed anyway is told why, before the form is looked at. */
    private Outcome apply(Ask ask, ConnectionClass from) throws IOException {
        boolean shown = ask.ours() && same(ask.cookie(Cookies.SETUP), ask.value("token"));
        if (!shown && !desk.claimed() && SetupRule.atHome(from)) {
            return Outcome.of(Outcome.Kind.STALE);
        }
        return desk.setUp(new Applicant(ask.value("name"), ask.value("email"), ask.value("password"), ask.value("code")),
                new Place(from, ask.peer(), ask.place().agent()));
    }

    private void form(Ask ask, Reply reply, Outcome outcome, int status) throws IOException {
        String held = ask.cookie(Cookies.SETUP);
        String token = held.length() == TOKEN ? held : Secret.fresh(BYTES);
        boolean code = !desk.rule().open(from(ask));
        String lead = Texts.of(!code ? "setup.lead" : desk.rule().window() ? "setup.code.lead" : "setup.label.lead");
        reply.setup(token).page(status, Pages.setup(entrance.frame(ask, Entrance.problem(outcome)), new Pages.Setup(lead, code, token,
                facts.words()), ask.value("name"), ask.value("email")), entrance.app(ask));
    }

    /** Whoever was seen at home a moment ago is at home. */
    private ConnectionClass from(Ask ask) {
        return desk.passes().place(ask.from(), ask.cookie(Cookies.HOME));
    }

    private static boolean same(String cookie, String token) {
        return cookie.length() == TOKEN
                && MessageDigest.isEqual(cookie.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
