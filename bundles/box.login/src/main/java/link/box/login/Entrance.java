package link.box.login;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.common.json.Json;
import link.box.login.account.Outcome;
import link.box.login.account.User;
import link.box.login.legacy.Redirects;
import link.box.login.oauth.AuthorizationRequest;
import link.box.login.session.Presence.Entry;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.login.web.Next;
import link.box.login.web.Reply;
import link.box.login.web.Texts;

/** What all ways in have in common: who is in gets a session, the browser is remembered, and goes on to where it wanted. */
final class Entrance {
    private final Desk desk;
    private final BoxFacts facts;
    private final Legacy legacy;

    Entrance(Desk desk, BoxFacts facts, Legacy legacy) {
        this.desk = desk;
        this.facts = facts;
        this.legacy = legacy;
    }

    /**
     * Lets in who has typed the password; a session that the browser had is over.
     *
     * @param outcome of looking at the password
     * @return the same, or that the password is another by now
     */
    Outcome letIn(Ask ask, Reply reply, Outcome outcome) throws IOException {
        if (!outcome.ok()) {
            return outcome;
        }
        for (String old : ask.cookies(Cookies.SESSION)) {
            desk.presence().sessions().close(old);
        }
        User user = outcome.user().orElseThrow();
        Optional<String> domain = domain(ask);
        Optional<Entry> entry = domain.isEmpty() ? desk.presence().visit(user, Ask.local(ask.host()), ask.place())
                : desk.presence().enter(user, ask.cookies(Cookies.DEVICE), ask.place());
        entry.ifPresent(each -> give(reply, each, domain));
        return entry.isPresent() ? outcome : Outcome.of(Outcome.Kind.WRONG);
    }

    /** What stands in a URL is a token of the app's own, and not what the cookie holds. */
    void leave(Ask ask, Reply reply, User user, int status) throws IOException {
        Optional<Redirects.Target> target = target(ask);
        String next = target.isPresent() ? legacy.way(target.get(), user) : Next.local(ask.value("next"));
        if (ask.json()) {
            reply.json(status, Json.PROVIDER.createObjectBuilder().add("next", next).build().toString());
        } else {
            reply.seeOther(next);
        }
    }

    static Reply give(Reply reply, Entry entry, Optional<String> domain) {
        if (domain.isPresent() && entry.device().isPresent()) {
            reply.device(entry.device().get(), domain.get());
        }
        return reply.session(entry.session());
    }

    /** @return what the device cookie is for: all names of this Box, if the request came under one of them */
    Optional<String> domain(Ask ask) {
        return Optional.ofNullable(facts.identity).map(identity -> identity.names().main())
                .filter(main -> ask.host().equals(main) || ask.host().endsWith("." + main));
    }

    Optional<Redirects.Target> target(Ask ask) {
        return legacy.redirects().target(ask.value("redirect_url"));
    }

    Optional<String> app(Ask ask) {
        return target(ask).map(Redirects.Target::origin)
                .or(() -> AuthorizePage.asked(ask.value("next")).map(AuthorizationRequest::client));
    }

    Pages.Frame frame(Ask ask, String problem) {
        String next = Next.local(ask.value("next"));
        List<String> notices = new ArrayList<>(notices(ask));
        if (!ask.place().outside()) {
            desk.news().map(claim -> Texts.of("notice.claim", facts.date(claim.at()), claim.peer(),
                    claim.agent().isEmpty() ? Texts.of("agent.unknown") : claim.agent())).ifPresent(notices::add);
        }
        AuthorizePage.asked(next).map(asked -> Texts.of("notice.app", asked.client(), String.join("; ", asked.scopes().words())))
                .ifPresent(notices::add);
        return new Pages.Frame(problem, notices, target(ask), next.equals("/") ? "" : next);
    }

    List<String> notices(Ask ask) {
        return ask.has("redirect_url") && target(ask).isEmpty() ? List.of(Texts.of("notice.redirect")) : List.of();
    }

    /** Tells a program what a person reads on a page. */
    static void problem(Reply reply, Outcome outcome) throws IOException {
        reply.json(outcome.kind().status(), Json.PROVIDER.createObjectBuilder().add("code", outcome.kind().status())
                .add("errno", outcome.kind().errno()).add("message", problem(outcome)).build().toString());
    }

    static String problem(Outcome outcome) {
        return outcome.ok() ? "" : Texts.of("problem." + outcome.kind(), outcome.after().map(Reply::seconds).orElse(0L));
    }
}
