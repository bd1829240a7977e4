package link.box.login;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;
import link.box.login.oauth.Grant;
import link.box.login.oauth.Scopes;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** The list of apps that are let in. */
final class AppsPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private AppsPage() {
    }

    /** @param older whether apps made for fxbox are in, too */
    static String of(List<Grant> grants, boolean older) {
        Html html = new Html();
        if (older) {
            html.add("<p>%s <a href=\"/access\">%s</a></p>", Texts.of("apps.older"), Texts.of("nav.access"));
        }
        if (grants.isEmpty()) {
            html.add("<p>%s</p>\n<p class=\"soft\">%s</p>", Texts.of("apps.none"), Texts.of("apps.none.how"));
        } else {
            html.add("<p>%s</p>", Texts.of("apps.lead"));
            grants.forEach(grant -> app(html, grant));
            if (grants.size() > 1) {
                html.add("<form method=\"post\" action=\"/apps\">").hidden("all", "yes")
                        .add("<button class=\"quiet\">%s</button>\n</form>", Texts.of("apps.end.all"));
            }
        }
        html.add("<p><a href=\"%s\">%s</a></p>", PhoneServlet.PATH, Texts.of("phone.title"));
        return html.inside(Texts.of("apps.title"), AppsServlet.PATH);
    }

    private static void app(Html html, Grant grant) {
        html.add("<section>\n<h2 class=\"origin\">%s</h2>\n<dl>", grant.client());
        fact(html, "apps.may", String.join("; ", grant.scopes().words()));
        fact(html, "apps.redirect", grant.redirect());
        fact(html, "apps.created", time(grant.created()));
        fact(html, "apps.used", Texts.of(grant.used().tunnel() ? "apps.used.tunnel" : "apps.used.lan", time(grant.used().at())));
        html.add("</dl>");
        new TreeSet<>(grant.scopes().all()).stream().filter(scope -> grant.scopes().all().size() > 1).forEach(scope ->
                press(html, grant, scope, Texts.of("apps.narrow", Scopes.word(scope))));
        press(html, grant, "", Texts.of("apps.end", grant.client()));
        html.add("</section>");
    }

    private static void press(Html html, Grant grant, String scope, String text) {
        html.add("<form method=\"post\" action=\"/apps\">").hidden("grant", grant.id()).hidden("scope", scope)
                .add("<button class=\"quiet\">%s</button>\n</form>", text);
    }

    private static void fact(Html html, String name, String value) {
        html.add("<dt>%s</dt><dd>%s</dd>", Texts.of(name), value);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
