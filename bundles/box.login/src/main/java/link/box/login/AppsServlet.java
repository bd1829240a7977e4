package link.box.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import link.box.api.access.Caller;
import link.box.login.oauth.Grant;
import link.box.login.web.Ask;
import link.box.login.web.Form;
import link.box.login.web.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which apps a person has let in, to look at, to narrow and to end. */
@Component(service = {Servlet.class, AppsServlet.class})
@HttpWhiteboardContextSelect(LoginContext.SELECT)
@HttpWhiteboardServletPattern(AppsServlet.PATH)
public final class AppsServlet extends HttpServlet {
    static final String PATH = "/apps";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("box.login");

    private final transient Apps apps;
    private final transient Desk desk;
    private final transient Legacy legacy;

    @Activate
    public AppsServlet(@Reference Desk desk, @Reference Apps apps, @Reference Legacy legacy) {
        this.legacy = legacy;
        this.apps = apps;
        this.desk = desk;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = new Ask(request).person().orElseThrow();
        List<Grant> grants = apps.grants().list().stream().filter(own(caller)).toList();
        new Reply(response).page(HttpServletResponse.SC_OK, AppsPage.of(grants, !legacy.of(caller.id()).isEmpty()), Optional.empty());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = new Reply(response);
        Caller caller = new Ask(request).person().orElseThrow();
        try {
            Form form = Form.strict(request);
            Optional<String> detour = desk.stepUp().detour(caller, PATH);
            if (detour.isEmpty()) {
                change(own(caller).and(which(form)), form);
            }
            reply.seeOther(detour.orElse(PATH));
        } catch (Form.Refused e) {
            reply.page(e.status(), Pages.unreadable(), Optional.empty());
        }
    }

    private void change(Predicate<Grant> which, Form form) throws IOException {
        if (form.has("scope")) {
            apps.grants().narrow(which, form.value("scope"));
            LOG.info("An app may do less now");
        } else {
            apps.grants().revoke(which);
            LOG.info("Apps were disconnected: {}", form.has("all") ? "all" : "one");
        }
    }

    /** An admin sees to everybody's. */
    private static Predicate<Grant> own(Caller caller) {
        return grant -> caller.admin() || grant.user().equals(caller.id());
    }

    private static Predicate<Grant> which(Form form) {
        return grant -> form.has("all") || grant.id().equals(form.value("grant"));
    }
}
