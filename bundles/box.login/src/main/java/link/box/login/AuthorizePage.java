package link.box.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.oauth.Asks;
import link.box.login.oauth.AuthorizationRequest;
import link.box.login.oauth.Authorizer.Next;
import link.box.login.oauth.Authorizer.Step;
import link.box.login.oauth.Authorizer.Visitor;
import link.box.login.oauth.Clients;
import link.box.login.oauth.Fault;
import link.box.login.oauth.Location;
import link.box.login.oauth.Refused;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Form;
import link.box.login.web.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An app has sent a person here to be let in. Until the app and its address are known to be good, nothing leads back to it. */
final class AuthorizePage {
    static final String PATH = "/oauth/authorize";
    private static final String RESUMED = "resumed";
    private static final Logger LOG = LoggerFactory.getLogger("box.login");

    private final Desk desk;
    private final Apps apps;

    AuthorizePage(Desk desk, Apps apps) {
        this.desk = desk;
        this.apps = apps;
    }

    private record Checked(AuthorizationRequest request, Location location) {
    }

    void show(HttpServletRequest http, Reply reply, Optional<Location> location) throws IOException {
        try {
            Form form = Form.strict(http);
            Optional<Checked> checked = check(http, form, reply, location);
            if (checked.isPresent()) {
                go(checked.get(), new Ask(http, form), reply);
            }
        } catch (Form.Refused e) {
            refuse(reply, "oauth.refused.form");
        }
    }

    /** The person has pressed a button of the consent page. */
    void decide(HttpServletRequest http, Reply reply, Optional<Location> location) throws IOException {
        try {
            Form form = Form.strict(http);
            Optional<Checked> checked = check(http, Form.parse(form.value("request"), true), reply, location);
            if (checked.isPresent()) {
                follow(checked.get().request, decision(checked.get(), new Ask(http, form)), reply);
            }
        } catch (Form.Refused e) {
            refuse(reply, "oauth.refused.form");
        }
    }

    private Optional<Checked> check(HttpServletRequest http, Form form, Reply reply, Optional<Location> location) throws IOException {
        if (location.isEmpty()) {
            reply.page(HttpServletResponse.SC_SERVICE_UNAVAILABLE, ConsentPages.refused("oauth.refused.nameless"), Optional.empty());
            return Optional.empty();
        }
        try {
            AuthorizationRequest request = AuthorizationRequest.of(form, apps.clients());
            if (location.get().own(request.client())) {
                throw new Refused("oauth.refused.client");
            }
            if (location.get().named(host(http))) {
                return Optional.of(new Checked(request, location.get()));
            }
            String there = location.get().issuer() + PATH + "?" + request.query();
            reply.page(HttpServletResponse.SC_BAD_REQUEST, ConsentPages.byName(location.get().names().main(), there), Optional.empty());
        } catch (Refused e) {
            refuse(reply, e.text());
        }
        return Optional.empty();
    }

    private void go(Checked checked, Ask ask, Reply reply) throws IOException {
        AuthorizationRequest request = checked.request;
        if (unsure(request, ask)) {
            reply.seeOther("/session/resume?next=" + escape(PATH + "?" + request.query() + "&" + RESUMED + "=1"));
            return;
        }
        Visitor visitor = new Visitor(ask.person(), ask.value("ask"), ask.cookie(Cookies.ASKED));
        Step step = apps.authorizer().decide(request, visitor, checked.location.issuer());
        switch (step.next()) {
            case APP, REFUSED -> follow(request, step, reply);
            case CONSENT -> reply.page(HttpServletResponse.SC_OK, ConsentPages.consent(request, ask.person().orElseThrow().name()),
                    Optional.of(request.client()));
            case LOGIN -> logIn(request, ask, reply);
        }
    }

    private static void follow(AuthorizationRequest request, Step step, Reply reply) throws IOException {
        if (step.next() == Next.APP) {
            reply.seeOther(step.location());
        } else {
            reply.page(HttpServletResponse.SC_BAD_REQUEST, ConsentPages.refused(request), Optional.empty());
        }
    }

    /** Whether the browser may be one that is remembered, which shows under another path only. */
    private boolean unsure(AuthorizationRequest request, Ask ask) {
        return ask.person().isEmpty() && desk.claimed() && request.fault().isEmpty() && !ask.has(RESUMED)
                && !request.prompt().equals("login");
    }

    /** One page for both: who logs in there, or sets up the Box, has read what for. */
    private void logIn(AuthorizationRequest request, Ask ask, Reply reply) throws IOException {
        String cookie = Asks.browser(ask.cookie(Cookies.ASKED));
        String next = PATH + "?" + request.query() + "&ask=" + apps.asks().keep(request, cookie);
        reply.asked(cookie);
        if (desk.claimed()) {
            reply.page(HttpServletResponse.SC_OK, ConsentPages.logIn(request, next), Optional.of(request.client()));
        } else {
            reply.seeOther("/setup?next=" + escape(next));
        }
    }

    /** @return what an app asks for that a login is to lead on to; empty if it leads elsewhere */
    static Optional<AuthorizationRequest> asked(String next) {
        try {
            return next.startsWith(PATH + "?") ? Optional.of(AuthorizationRequest.of(Form.parse(next.substring(PATH.length() + 1), true),
                    new Clients(true))) : Optional.empty();
        } catch (Form.Refused | Refused e) {
            return Optional.empty();
        }
    }

    private static String escape(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private Step decision(Checked checked, Ask ask) {
        AuthorizationRequest request = checked.request;
        String issuer = checked.location.issuer();
        Optional<Caller> caller = ask.person();
        if (request.fault().isPresent() || caller.isEmpty()) {
            return apps.authorizer().failed(request, request.fault().orElse(Fault.LOGIN_REQUIRED), issuer);
        }
        if (!ask.value("decision").equals("allow")) {
            return apps.authorizer().denied(request, issuer);
        }
        LOG.info("App {} was let in for {} ({})", request.client(), request.scopes(), ask.from());
        return apps.authorizer().agreed(request, caller.get(), issuer);
    }

    private static void refuse(Reply reply, String text) throws IOException {
        reply.page(HttpServletResponse.SC_BAD_REQUEST, ConsentPages.refused(text), Optional.empty());
    }

    private static String host(HttpServletRequest http) {
        return http.getServerName().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
