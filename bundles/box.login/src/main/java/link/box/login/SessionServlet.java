package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.account.Outcome;
import link.box.login.session.Presence.Entry;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Next;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The way in and out; the only paths that see the device cookie. */
@Component(service = {Servlet.class, SessionServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/session/*")
public final class SessionServlet extends FormServlet {
    private static final long serialVersionUID = 1L;

    private final transient Desk desk;
    private final transient Entrance entrance;

    @Activate
    public SessionServlet(@Reference Desk desk, @Reference BoxFacts facts, @Reference Legacy legacy) {
        this.desk = desk;
        this.entrance = new Entrance(desk, facts, legacy);
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        switch (ask.path()) {
            case "/session/resume" -> resume(ask, reply);
            case "/session/confirm" -> showConfirm(ask, reply);
            default -> missing(reply);
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        switch (ask.path()) {
            case "/session/login" -> logIn(ask, reply);
            case "/session/logout" -> logOut(ask, reply);
            case "/session/confirm" -> confirm(ask, reply);
            default -> missing(reply);
        }
    }

    /** A browser that is remembered goes on without a question, as after a change to another of the Box's names. */
    private void resume(Ask ask, Reply reply) throws IOException {
        String next = Next.local(ask.value("next"));
        if (ask.person().isPresent()) {
            reply.seeOther(next);
            return;
        }
        Optional<String> domain = entrance.domain(ask);
        Optional<Entry> entry = domain.isEmpty() || !ask.navigates() ? Optional.empty()
                : desk.presence().resume(ask.cookies(Cookies.DEVICE), ask.place());
        if (entry.isPresent()) {
            Entrance.give(reply, entry.get(), domain).seeOther(next);
        } else {
            reply.seeOther("/login" + (next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
        }
    }

    private void logIn(Ask ask, Reply reply) throws IOException {
        List<String> devices = entrance.domain(ask).isEmpty() ? List.of() : ask.cookies(Cookies.DEVICE);
        Outcome outcome = Ask.local(ask.host()) && ask.place().outside() ? Outcome.of(Outcome.Kind.KNOWN_ONLY)
                : entrance.letIn(ask, reply, desk.logIn(ask.value("email"), ask.value("password"), ask.place(), devices));
        reply.retryAfter(outcome.after());
        if (outcome.ok()) {
            entrance.leave(ask, reply, outcome.user().orElseThrow(), HttpServletResponse.SC_OK);
        } else if (ask.json()) {
            Entrance.problem(reply, outcome);
        } else {
            reply.page(outcome.kind().status(), Pages.login(entrance.frame(ask, Entrance.problem(outcome)), ask.value("email")),
                    entrance.app(ask));
        }
    }

    /** Works for a browser whose session is over, too: what it is remembered by is still worth something. */
    private void logOut(Ask ask, Reply reply) throws IOException {
        desk.presence().leave(ask.cookies(Cookies.SESSION), ask.cookies(Cookies.DEVICE));
        reply.logOut(entrance.domain(ask)).seeOther("/login");
    }

    private void showConfirm(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.person();
        if (caller.isEmpty()) {
            missing(reply);
        } else {
            confirmation(ask, reply, caller.get(), Outcome.of(Outcome.Kind.OK));
        }
    }

    private void confirm(Ask ask, Reply reply) throws IOException {
        Optional<Caller> caller = ask.person();
        if (caller.isEmpty()) {
            missing(reply);
            return;
        }
        String token = ask.cookie(Cookies.SESSION);
        Outcome outcome = desk.confirm(caller.get(), token, ask.value("password"), ask.place());
        Optional<String> next = outcome.ok() ? desk.presence().sessions().confirm(token) : Optional.empty();
        if (next.isPresent()) {
            reply.session(next.get()).seeOther(Next.local(ask.value("next")));
        } else {
            confirmation(ask, reply.retryAfter(outcome.after()), caller.get(), outcome);
        }
    }

    private void confirmation(Ask ask, Reply reply, Caller caller, Outcome outcome) throws IOException {
        reply.page(outcome.ok() ? HttpServletResponse.SC_OK : outcome.kind().status(),
                Pages.confirm(entrance.frame(ask, outcome.kind() == Outcome.Kind.WRONG ? Texts.of("confirm.wrong")
                        : Entrance.problem(outcome)), caller.name()), Optional.empty());
    }
}
