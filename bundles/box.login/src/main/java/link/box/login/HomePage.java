package link.box.login;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.device.Device;
import link.box.api.net.RebindProtection.Advice;
import link.box.api.registration.Endpoint;
import link.box.api.work.Trouble;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** The Box's own page: what needs attention, whether the Box can be trusted and reached, its devices, who is in, and what runs. */
final class HomePage {
    private static final int LABEL = 64;
    private static final int MOST = 20;

    private final BoxFacts facts;
    private final Desk desk;
    private final Connected connected;

    HomePage(BoxFacts facts, Desk desk, Connected connected) {
        this.facts = facts;
        this.desk = desk;
        this.connected = connected;
    }

    String of(Caller caller, List<String> notices) {
        Html html = new Html();
        notices.forEach(notice -> html.add("<p class=\"note\">%s</p>", notice));
        html.add("<p class=\"soft\">%s</p>", Texts.of("box.who", caller.name()));
        Html attention = attention();
        html.markup(attention.isEmpty() ? new Html().add("<p>%s</p>", Texts.of("box.well")) : attention);
        devices(html, facts.devices());
        html.add("<h2>%s</h2>\n<p><span aria-hidden=\"true\">%s</span> %s</p>\n<dl>", Texts.of("box.trust"),
                facts.trusted() ? "\u2714" : "\u26A0", Texts.of(facts.trusted() ? "box.trust.yes" : "box.trust.no"));
        fact(html, "box.certificate", facts.certificate());
        fact(html, "box.words", facts.words());
        fact(html, "box.fingerprint", facts.fingerprint());
        html.add("</dl>\n<h2>%s</h2>\n<dl>", Texts.of("box.reach"));
        reach(html, "box.home", facts.address(Endpoint.Reach.LAN));
        reach(html, "box.tunnel", facts.address(Endpoint.Reach.TUNNEL));
        fact(html, "box.announced", facts.announced());
        html.add("</dl>");
        people(html, caller);
        html.markup(ReleaseSection.of(facts.release()));
        html.add("<h2>%s</h2>\n<dl>", Texts.of("box.facts"));
        fact(html, "box.id", facts.id());
        fact(html, "box.names", facts.names());
        return html.add("</dl>").inside(Texts.of("box.title"), "/");
    }

    private Html attention() {
        Html html = new Html();
        facts.restart().ifPresent(each -> html.add("<section class=\"note\">\n<h2>%s</h2>\n<p>%s</p>\n</section>",
                Texts.of("box.restart.title"), Texts.of("box.restart.lead", each.notice().toSeconds(), each.why())));
        offline(html, facts.offline());
        advice(html, facts.advice());
        desk.passwords().guessed().ifPresent(when -> html.add("<section class=\"note\">\n<h2>%s</h2>\n<p>%s</p>\n</section>",
                Texts.of("box.guessed.title"), Texts.of("box.guessed.lead", facts.date(when))));
        for (Trouble trouble : facts.troubles().stream().limit(MOST).toList()) {
            html.add("<section class=\"note\">\n<h2>%s</h2>\n<p>%s</p>\n<p>%s</p>\n</section>", Texts.of("box.trouble"),
                    sentence(trouble.what()), sentence(trouble.remedy()));
        }
        return html;
    }

    /** Steps write for lists and logs, too. A name that is to be typed as it is stays so. */
    private static String sentence(String text) {
        return text.matches("(?s)[a-z]+[ ,].*") ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    }

    private static void offline(Html html, List<String> lines) {
        if (!lines.isEmpty()) {
            html.add("<section class=\"note\">\n<h2>%s</h2>", Texts.of("box.offline.title"));
            lines.forEach(each -> html.add("<p>%s</p>", each));
            html.add("</section>");
        }
    }

    private static void advice(Html html, List<Advice> advice) {
        if (!advice.isEmpty()) {
            html.add("<section class=\"note\">\n<h2>%s</h2>\n<p>%s</p>\n<dl>", Texts.of("box.rebind.title"), Texts.of("box.rebind.lead"));
            advice.forEach(each -> html.add("<dt>%s</dt><dd>%s</dd>", each.router(), each.what()));
            html.add("</dl>\n</section>");
        }
    }

    private static void devices(Html html, List<Device> devices) {
        html.add("<h2>%s</h2>", Texts.of("box.devices"));
        if (devices.isEmpty()) {
            html.add("<p>%s</p>", Texts.of("box.devices.none"));
            return;
        }
        html.add("<ul>");
        devices.forEach(device -> html.add("<li><a href=\"%s\">%s</a></li>", device.page(),
                device.label().substring(0, Math.min(LABEL, device.label().length()))));
        html.add("</ul>");
    }

    private void people(Html html, Caller caller) {
        long sessions = desk.presence().sessions().list().stream().filter(each -> each.user().equals(caller.id())).count();
        int apps = connected.of(caller.id()).size();
        html.add("<h2>%s</h2>\n<p>%s <a href=\"/access\">%s</a></p>\n<p>%s <a href=\"/apps\">%s</a></p>", Texts.of("box.in"),
                Texts.of("box.in.sessions", sessions), Texts.of("box.in.sessions.link"),
                Texts.of("access.apps.count", apps), Texts.of("access.apps.link"));
        html.add("<p><a href=\"%s\">%s</a></p>", PhoneServlet.PATH, Texts.of("phone.title"));
        if (apps > 0) {
            html.add("<ul>");
            connected.of(caller.id()).stream().limit(MOST).forEach(app -> html.add("<li>%s</li>", app.origin()));
            html.add("</ul>");
        }
    }

    private static void reach(Html html, String name, Optional<String> url) {
        if (url.isEmpty()) {
            fact(html, name, Texts.of(name + ".none"));
        } else {
            html.add("<dt>%s</dt><dd><a href=\"%s\">%s</a></dd>", Texts.of(name), url.get(), url.get());
        }
    }

    private static void fact(Html html, String name, String value) {
        html.add("<dt>%s</dt><dd>%s</dd>", Texts.of(name), value);
    }
}
