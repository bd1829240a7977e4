package link.box.login;

import java.util.List;
import link.box.api.access.Caller;
import link.box.api.device.Device;
import link.box.api.net.RebindProtection.Advice;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** The Box's own page: devices first, then how it is doing. */
final class HomePage {
    private static final int LABEL = 64;

    private HomePage() {
    }

    static String of(BoxFacts facts, Caller caller, String notice) {
        Html html = new Html();
        if (!notice.isEmpty()) {
            html.add("<p class=\"note\">%s</p>", notice);
        }
        html.add("<p class=\"soft\">%s</p>", Texts.of("box.who", caller.name()));
        offline(html, facts.offline());
        advice(html, facts.advice());
        devices(html, facts.devices());
        html.add("<h2>%s</h2>\n<dl>", Texts.of("box.facts"));
        fact(html, "box.id", facts.id());
        fact(html, "box.words", facts.words());
        fact(html, "box.fingerprint", facts.fingerprint());
        fact(html, "box.names", facts.names());
        fact(html, "box.certificate", facts.certificate());
        fact(html, "box.tunnel", facts.tunnel());
        fact(html, "box.announced", facts.announced());
        return html.add("</dl>\n<form method=\"post\" action=\"/logout\">\n<button class=\"quiet\">%s</button>\n</form>",
                Texts.of("logout.submit")).page(Texts.of("box.title"));
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

    private static void fact(Html html, String name, String value) {
        html.add("<dt>%s</dt><dd>%s</dd>", Texts.of(name), value);
    }
}
