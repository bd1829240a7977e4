package link.box.login;

import java.util.stream.Collectors;
import link.box.login.oauth.AuthorizationRequest;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** What a person sees whom an app has sent. Buttons sleep until the person has surely seen the page. */
final class ConsentPages {
    /** Wakes the buttons of forms that are {@code data-guarded}. */
    static final String SCRIPT = "<script type=\"module\" src=\"/assets/consent.js\"></script>";

    private ConsentPages() {
    }

    static String consent(AuthorizationRequest request, String user) {
        return asked(request).add("<p>%s</p>", Texts.of("oauth.user", user))
                .add("<form method=\"post\" action=\"" + AuthorizePage.PATH + "\" data-guarded>").hidden("request", request.query())
                .add("<button name=\"decision\" value=\"allow\" disabled>%s</button>", Texts.of("oauth.allow"))
                .add("<button name=\"decision\" value=\"deny\" class=\"quiet\" disabled>%s</button>\n</form>", Texts.of("oauth.deny"))
                .add(SCRIPT).inside(Texts.of("oauth.title"), AuthorizePage.PATH);
    }

    static String logIn(AuthorizationRequest request, String next) {
        Html html = asked(request).add("<p>%s</p>\n<form method=\"post\" action=\"/session/login\" data-guarded>", Texts.of("oauth.login"))
                .hidden("next", next);
        html.input("email", "email", Texts.of("field.email"), "", "", "required autofocus autocomplete=\"username\" maxlength=\"254\" "
                + "spellcheck=\"false\"");
        html.input("password", "password", Texts.of("field.password"), "", "",
                "required autocomplete=\"current-password\" maxlength=\"128\"");
        return html.add("<button disabled>%s</button>\n</form>", Texts.of("oauth.login.submit")).add(SCRIPT).page(Texts.of("oauth.title"));
    }

    static String byName(String name, String there) {
        return new Html().add("<p>%s</p>", Texts.of("oauth.name.lead")).add("<p><a href=\"%s\">%s</a></p>", there, name)
                .page(Texts.of("oauth.name.title"));
    }

    static String refused(String text) {
        return refusal(text).page(Texts.of("oauth.refused.title"));
    }

    /** Names the parameter, and shows nothing of what was in it. */
    static String refused(AuthorizationRequest request) {
        Html html = refusal("oauth.refused.fault");
        if (!request.wrong().isEmpty()) {
            html.add("<p class=\"soft\">%s</p>", Texts.of("oauth.refused.parameter", request.wrong()));
        }
        return html.page(Texts.of("oauth.refused.title"));
    }

    private static Html refusal(String text) {
        return new Html().add("<p role=\"alert\">%s</p>\n<p>%s</p>", Texts.of(text), Texts.of("oauth.refused.lead"));
    }

    private static Html asked(AuthorizationRequest request) {
        return new Html().add("<p>%s</p>\n<p class=\"origin\">%s</p>\n<p>%s</p>", Texts.of("oauth.lead"), request.client(),
                Texts.of("oauth.scopes")).add(scopes(request) + "\n<p class=\"soft\">%s</p>", Texts.of("oauth.stay"))
                .markup(noScript());
    }

    static Html noScript() {
        return new Html().add("<noscript><p role=\"alert\">%s</p></noscript>", Texts.of("oauth.noscript"));
    }

    private static String scopes(AuthorizationRequest request) {
        return request.scopes().words().stream().map(each -> "<li>" + Html.escape(each) + "</li>")
                .collect(Collectors.joining("\n", "<ul class=\"plain\">\n", "\n</ul>"));
    }
}
