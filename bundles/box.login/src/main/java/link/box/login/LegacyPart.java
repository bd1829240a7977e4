package link.box.login;

import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.legacy.App;
import link.box.login.legacy.Token;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** What the access page says of apps that were made for fxbox, and of being listed in the open. */
final class LegacyPart {
    private final Legacy legacy;
    private final BoxFacts facts;

    LegacyPart(Legacy legacy, BoxFacts facts) {
        this.legacy = legacy;
        this.facts = facts;
    }

    /** @return what the owner must not overlook; nothing while all is as it comes */
    Html banner() {
        Html html = new Html();
        for (String origin : legacy.listed()) {
            Optional<App> app = legacy.ledger().in(origin);
            app.ifPresent(in -> html.add("<p class=\"note\">%s</p>", Texts.of("legacy.banner", origin, facts.date(in.until()))));
        }
        return legacy.inTheOpen() ? html.add("<p class=\"note\">%s</p>", Texts.of("legacy.open")) : html;
    }

    /** @return the list of such apps; nothing where none is listed */
    Html of(Caller caller) {
        Html html = new Html();
        if (legacy.listed().isEmpty()) {
            return html;
        }
        html.add("<h2>%s</h2>\n<p>%s</p>\n<ul class=\"rows\">", Texts.of("legacy.title"), Texts.of("legacy.lead"));
        legacy.listed().forEach(origin -> app(html, caller, origin));
        html.add("</ul>");
        tokens(html, legacy.ledger().tokens().stream().filter(each -> caller.admin() || each.user().equals(caller.id())).toList());
        if (caller.admin() && legacy.ledger().any()) {
            AccessPage.act(html, "legacy-off", "", Texts.of("legacy.off"));
        }
        return html;
    }

    private void app(Html html, Caller caller, String origin) {
        Optional<App> app = legacy.ledger().in(origin);
        html.add("<li><p class=\"origin\">%s</p>\n<p>%s</p>", origin, app.map(in -> Texts.of("legacy.in", facts.date(in.since()),
                facts.date(in.used()), facts.date(in.until()))).orElse(Texts.of("legacy.out")));
        if (caller.admin()) {
            AccessPage.act(html, app.isPresent() ? "legacy-out" : "legacy-in", origin,
                    Texts.of(app.isPresent() ? "legacy.put.out" : "legacy.let.in", origin));
        }
        html.add("</li>");
    }

    private void tokens(Html html, List<Token> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        html.add("<p>%s</p>\n<ul class=\"rows\">", Texts.of("legacy.tokens"));
        for (Token token : tokens) {
            html.add("<li><p><strong>%s</strong><br><span class=\"soft\">%s</span></p>", token.origin(), Texts.of("legacy.token",
                    facts.date(token.issued()), facts.date(token.used()), facts.date(token.ends())));
            AccessPage.act(html, "legacy-end", token.id(), Texts.of("legacy.end"));
            html.add("</li>");
        }
        html.add("</ul>");
    }
}
