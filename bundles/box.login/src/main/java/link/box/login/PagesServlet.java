package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.account.Applicant;
import link.box.login.account.Outcome;
import link.box.login.account.SetupRule;
import link.box.login.web.Ask;
import link.box.login.web.Form;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The Box's own pages: forms that need no script. */
@Component(service = {Servlet.class, PagesServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/*")
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Desk desk;
    private final transient BoxFacts facts;

    @Activate
    public PagesServlet(@Reference Desk desk, @Reference BoxFacts facts) {
        this.desk = desk;
        this.facts = facts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, new Reply(response), this::show);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, new Reply(response), this::act);
    }

    private interface Page {
        void answer(Ask ask, Reply reply) throws IOException;
    }

    private static void answer(HttpServletRequest request, Reply reply, Page page) throws IOException {
        Form form;
        try {
            form = Form.of(request);
        } catch (Form.Refused e) {
            reply.page(e.status(), Pages.unreadable(), Optional.empty());
            return;
        }
        page.answer(new Ask(request, form), reply);
    }

    private void show(Ask ask, Reply reply) throws IOException {
        switch (ask.path()) {
            case "/" -> root(ask, reply);
            case "/setup" -> setup(ask, reply);
            case "/login" -> login(ask, reply);
            default -> reply.page(HttpServletResponse.SC_NOT_FOUND, Pages.missing(), Optional.empty());
        }
    }

    private void act(Ask ask, Reply reply) throws IOException {
        switch (ask.path()) {
            case "/setup" -> trySetup(ask, reply);
            case "/login" -> tryLogin(ask, reply);
            case "/logout" -> logout(ask, reply);
            case "/continue" -> goOn(ask, reply);
            default -> reply.page(HttpServletResponse.SC_NOT_FOUND, Pages.missing(), Optional.empty());
        }
    }

    private void root(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.caller();
        Optional<Redirects.Target> target = target(ask);
        if (caller.isEmpty()) {
            if (desk.claimed()) {
                login(ask, reply);
            } else {
                setup(ask, reply);
            }
        } else if (target.isPresent()) {
            reply.page(HttpServletResponse.SC_OK, Pages.goOn(target.get(), caller.get().name()), app(ask));
        } else {
            reply.page(HttpServletResponse.SC_OK, HomePage.of(facts, caller.get(), notice(ask)), Optional.empty());
        }
    }

    private void setup(Ask ask, Reply reply) throws IOException {
        if (desk.claimed()) {
            reply.seeOther("/login");
        } else if (!SetupRule.atHome(ask.from())) {
            reply.page(HttpServletResponse.SC_FORBIDDEN, Pages.atHomeOnly(), Optional.empty());
        } else {
            reply.page(HttpServletResponse.SC_OK, Pages.setup(frame(ask, ""), !desk.open(ask.from()), "", ""), app(ask));
        }
    }

    private void login(Ask ask, Reply reply) throws IOException {
        if (!desk.claimed()) {
            reply.seeOther("/setup");
        } else if (ask.caller().isPresent()) {
            reply.seeOther(Redirects.local(ask.value("next")));
        } else {
            reply.page(HttpServletResponse.SC_OK, Pages.login(frame(ask, ""), ""), app(ask));
        }
    }

    private void trySetup(Ask ask, Reply reply) throws IOException {
        Outcome outcome = desk.setUp(new Applicant(ask.value("name"), ask.value("email"), ask.value("password"), ask.value("code")),
                ask.from());
        if (outcome.ok()) {
            letIn(ask, reply, outcome);
        } else if (outcome.kind() == Outcome.Kind.NOT_AT_HOME) {
            reply.page(outcome.kind().status(), Pages.atHomeOnly(), Optional.empty());
        } else if (outcome.kind() == Outcome.Kind.CLAIMED) {
            reply.page(outcome.kind().status(), Pages.login(frame(ask, problem(outcome)), ""), app(ask));
        } else {
            reply.retryAfter(outcome.after()).page(outcome.kind().status(), Pages.setup(frame(ask, problem(outcome)),
                    !desk.open(ask.from()), ask.value("name"), ask.value("email")), app(ask));
        }
    }

    private void tryLogin(Ask ask, Reply reply) throws IOException {
        Outcome outcome = desk.logIn(ask.value("email"), ask.value("password"), ask.from(), ask.peer());
        if (outcome.ok()) {
            letIn(ask, reply, outcome);
        } else {
            reply.retryAfter(outcome.after()).page(outcome.kind().status(),
                    Pages.login(frame(ask, problem(outcome)), ask.value("email")), app(ask));
        }
    }

    /** The browser and the app get a session each: what stands in a URL must not be what the cookie holds. */
    private void letIn(Ask ask, Reply reply, Outcome outcome) throws IOException {
        String user = outcome.user().orElseThrow().id();
        reply.logIn(desk.open(user));
        leave(ask, reply, user);
    }

    private void goOn(Ask ask, Reply reply) throws IOException {
        leave(ask, reply, ask.caller().orElseThrow().id());
    }

    private void leave(Ask ask, Reply reply, String user) throws IOException {
        Optional<Redirects.Target> target = target(ask);
        if (target.isPresent()) {
            reply.seeOther(target.get().with(desk.open(user)));
        } else {
            reply.seeOther(Redirects.local(ask.value("next")));
        }
    }

    private void logout(Ask ask, Reply reply) throws IOException {
        for (String token : ask.cookies()) {
            desk.close(token);
        }
        reply.logOut().seeOther("/login");
    }

    private Optional<Redirects.Target> target(Ask ask) {
        return desk.redirects().target(ask.value("redirect_url"));
    }

    private Optional<String> app(Ask ask) {
        return target(ask).map(Redirects.Target::origin);
    }

    private Pages.Frame frame(Ask ask, String problem) {
        String next = Redirects.local(ask.value("next"));
        return new Pages.Frame(problem, notice(ask), target(ask), next.equals("/") ? "" : next);
    }

    private String notice(Ask ask) {
        return ask.has("redirect_url") && target(ask).isEmpty() ? Texts.of("notice.redirect") : "";
    }

    private static String problem(Outcome outcome) {
        return Texts.of("problem." + outcome.kind(), outcome.after().map(Reply::seconds).orElse(0L));
    }
}
