package link.box.login;

import java.util.Optional;
import link.box.api.release.RunningRelease;
import link.box.api.release.RunningRelease.State;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** Which release of the bundles runs, and what becomes of the next one, for the Box's page. */
final class ReleaseSection {
    private ReleaseSection() {
    }

    /** @param release empty while nobody knows it: while the Box starts, or updates the part that does */
    static Html of(Optional<RunningRelease> release) {
        Html html = new Html().add("<h2>%s</h2>\n<dl>", Texts.of("box.release"));
        fact(html, "box.release.runs", release.map(ReleaseSection::runs).orElse(Texts.of("box.unknown")));
        release.filter(each -> !each.channel().isEmpty()).ifPresent(each -> fact(html, "box.release.next", next(each)));
        release.flatMap(RunningRelease::reason).ifPresent(why -> fact(html, "box.release.last", why));
        return html.add("</dl>");
    }

    private static String runs(RunningRelease release) {
        String set = release.sequence() == 0 ? Texts.of("box.release.image")
                : Texts.of("box.release.number", String.valueOf(release.sequence()), release.channel());
        return release.state() == State.TRIAL ? Texts.of("box.release.trial", set) : set;
    }

    private static String next(RunningRelease release) {
        boolean offered = release.available().isPresent();
        String available = offered ? Texts.of("box.release.available", String.valueOf(release.available().getAsLong()))
                : Texts.of("box.release.some");
        return switch (release.state()) {
            case FETCHING, WAITING, APPLYING -> Texts.of("box.release." + release.state(), available);
            case SETTLED, TRIAL -> offered ? Texts.of("box.release.offered", available) : Texts.of("box.release.none");
        };
    }

    private static void fact(Html html, String name, String value) {
        html.add("<dt>%s</dt><dd>%s</dd>", Texts.of(name), value);
    }
}
