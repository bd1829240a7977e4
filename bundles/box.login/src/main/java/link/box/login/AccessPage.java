package link.box.login;

import java.util.List;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.login.session.Browser;
import link.box.login.session.Place;
import link.box.login.session.Session;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** The page that shows who is in. */
final class AccessPage {
    private final Desk desk;
    private final BoxFacts facts;
    private final Connected connected;
    private final LegacyPart legacy;

    AccessPage(Desk desk, BoxFacts facts, Connected connected, LegacyPart legacy) {
        this.desk = desk;
        this.facts = facts;
        this.connected = connected;
        this.legacy = legacy;
    }

    /** @param mine the session that asks */
    String of(Caller caller, Optional<Session> mine) {
        Html html = new Html().markup(legacy.banner()).add("<p>%s</p>", Texts.of("access.lead"));
        sessions(html, desk.presence().sessions().list().stream().filter(each -> each.user().equals(caller.id())).toList(), mine);
        browsers(html, desk.presence().browsers().list().stream().filter(each -> each.user().equals(caller.id())).toList(), mine);
        act(html, "others", "", Texts.of("access.others"));
        html.add("<h2>%s</h2>\n<p>%s <a href=\"/apps\">%s</a></p>", Texts.of("access.apps"),
                Texts.of("access.apps.count", connected.of(caller.id()).size()), Texts.of("access.apps.link"));
        boolean welcome = desk.accounts().newcomers();
        html.add("<h2>%s</h2>\n<p>%s</p>", Texts.of("access.outside"), Texts.of(welcome ? "access.outside.on" : "access.outside.off"));
        act(html, "newcomers", welcome ? "no" : "yes", Texts.of(welcome ? "access.outside.close" : "access.outside.open"));
        html.markup(legacy.of(caller));
        return html.inside(Texts.of("access.title"), "/access");
    }

    private void sessions(Html html, List<Session> sessions, Optional<Session> mine) {
        html.add("<h2>%s</h2>\n<ul class=\"rows\">", Texts.of("access.sessions"));
        for (Session session : sessions) {
            boolean here = mine.filter(each -> each.id().equals(session.id())).isPresent();
            row(html, session.place(), Texts.of("access.session.when", facts.date(session.began()), facts.date(session.used())), here);
            if (!here) {
                act(html, "end", session.id(), Texts.of("access.end"));
            }
            html.add("</li>");
        }
        html.add("</ul>");
    }

    private void browsers(Html html, List<Browser> browsers, Optional<Session> mine) {
        html.add("<h2>%s</h2>\n<p>%s</p>\n<ul class=\"rows\">", Texts.of("access.browsers"),
                Texts.of(browsers.isEmpty() ? "access.browsers.none" : "access.browsers.lead"));
        for (Browser browser : browsers) {
            boolean here = mine.filter(each -> each.browser().equals(browser.id())).isPresent();
            row(html, browser.place(), Texts.of("access.session.when", facts.date(browser.began()), facts.date(browser.used())), here);
            if (!here) {
                act(html, "forget", browser.id(), Texts.of("access.forget"));
            }
            html.add("</li>");
        }
        html.add("</ul>");
    }

    private static void row(Html html, Place place, String when, boolean here) {
        String agent = place.agent().isEmpty() ? Texts.of("agent.unknown") : place.agent();
        String where = !place.outside() ? Texts.of("access.from.home", place.peer())
                : place.told() ? Texts.of("access.from.outside.known", place.peer()) : Texts.of("access.from.outside");
        html.add("<li><p><strong>%s</strong> %s<br>%s<br><span class=\"soft\">%s</span></p>", agent,
                here ? Texts.of("access.here") : "", where, when);
    }

    static void act(Html html, String act, String what, String text) {
        html.add("<form method=\"post\" action=\"/access\">").hidden("do", act).hidden("what", what)
                .add("<button class=\"quiet\">%s</button>\n</form>", text);
    }
}
