package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.login.account.Outcome;
import link.box.login.account.User;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Html;
import link.box.login.web.Reply;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Who one is to the Box, and another password. */
@Component(service = {Servlet.class, AccountServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern("/account")
public final class AccountServlet extends FormServlet {
    private static final long serialVersionUID = 1L;

    private final transient Desk desk;
    private final transient Connected connected;
    private final transient Entrance entrance;

    @Activate
    public AccountServlet(@Reference Desk desk, @Reference BoxFacts facts, @Reference Connected connected,
            @Reference Legacy legacy) {
        this.desk = desk;
        this.connected = connected;
        this.entrance = new Entrance(desk, facts, legacy);
    }

    @Override
    void show(Ask ask, Reply reply) throws IOException {
        Optional<User> user = ask.person().flatMap(desk::user);
        if (user.isEmpty()) {
            missing(reply);
        } else {
            reply.page(HttpServletResponse.SC_OK, page(user.get(), "", ask.has("changed")), Optional.empty());
        }
    }

    @Override
    void act(Ask ask, Reply reply) throws IOException {
        Optional<User> user = ask.person().flatMap(desk::user);
        if (user.isEmpty()) {
            missing(reply);
            return;
        }
        Outcome outcome = desk.confirm(ask.person().get(), ask.cookie(Cookies.SESSION), ask.value("old"), ask.place());
        outcome = outcome.ok() ? desk.changePassword(outcome.user().orElseThrow(), ask.value("password"), ask.place()) : outcome;
        if (outcome.ok()) {
            connected.passwordChanged(user.get().id(), ask.value("apps").equals("keep"));
            entrance.letIn(ask, reply, outcome);
            reply.seeOther("/account?changed");
        } else {
            reply.retryAfter(outcome.after()).page(outcome.kind().status(), page(user.get(), problem(outcome), false), Optional.empty());
        }
    }

    private static String problem(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.WRONG ? Texts.of("account.wrong") : Entrance.problem(outcome);
    }

    private static String page(User user, String problem, boolean changed) {
        Html html = new Html();
        if (!problem.isEmpty()) {
            html.add("<p role=\"alert\">%s</p>", problem);
        }
        if (changed) {
            html.add("<p class=\"note\" role=\"status\">%s</p>", Texts.of("account.changed"));
        }
        html.add("<dl>\n<dt>%s</dt><dd>%s</dd>\n<dt>%s</dt><dd>%s</dd>\n</dl>", Texts.of("field.name"), user.name(),
                Texts.of("field.email"), user.email());
        html.add("<h2>%s</h2>\n<p>%s</p>\n<form method=\"post\" action=\"/account\">", Texts.of("account.password"),
                Texts.of("account.lead"));
        html.add("<input type=\"email\" name=\"email\" value=\"%s\" autocomplete=\"username\" hidden readonly>", user.email());
        html.input("old", "password", Texts.of("field.old"), "", "", "required autocomplete=\"current-password\" maxlength=\"128\"");
        html.input("password", "password", Texts.of("field.new"), Texts.of("field.password.hint"), "",
                "required autocomplete=\"new-password\" minlength=\"10\" maxlength=\"128\"");
        html.add("<fieldset>\n<legend>%s</legend>", Texts.of("account.apps")).choice("apps", "end", Texts.of("account.apps.end"), true)
                .choice("apps", "keep", Texts.of("account.apps.keep"), false).add("</fieldset>");
        return html.add("<button>%s</button>\n</form>", Texts.of("account.submit")).inside(Texts.of("account.title"), "/account");
    }
}
