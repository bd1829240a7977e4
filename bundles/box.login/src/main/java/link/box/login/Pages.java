package link.box.login;

import java.util.Optional;
import link.box.login.web.Html;
import link.box.login.web.Texts;

/** The pages of people who are not logged in yet, and the way back to an app. */
final class Pages {
    private Pages() {
    }

    /**
     * What a form page is made of besides its fields.
     *
     * @param problem what went wrong with the last try, or empty
     * @param notice what else to say, or empty
     * @param target where to go on to afterwards outside the Box
     * @param next where to go on to inside
     */
    record Frame(String problem, String notice, Optional<Redirects.Target> target, String next) {
    }

    static String setup(Frame frame, boolean code, String name, String email) {
        Html html = start(frame, Texts.of(code ? "setup.code.lead" : "setup.lead"), "/setup");
        if (code) {
            html.input("code", "text", Texts.of("field.code"), "", "",
                    "required autofocus autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"16\"");
        }
        html.input("name", "text", Texts.of("field.name"), Texts.of("field.name.hint"), name,
                (code ? "" : "autofocus ") + "autocomplete=\"name\" maxlength=\"64\"");
        email(html, email, "");
        html.input("password", "password", Texts.of("field.password"), Texts.of("field.password.hint"), "",
                "required autocomplete=\"new-password\" minlength=\"10\" maxlength=\"128\"");
        return end(html, "setup");
    }

    static String login(Frame frame, String email) {
        Html html = start(frame, Texts.of("login.lead"), "/login");
        email(html, email, email.isEmpty() ? "autofocus " : "");
        html.input("password", "password", Texts.of("field.password"), "", "",
                (email.isEmpty() ? "" : "autofocus ") + "required autocomplete=\"current-password\" maxlength=\"128\"");
        return end(html, "login");
    }

    static String atHomeOnly() {
        return new Html().add("<p role=\"alert\">%s</p>", Texts.of("home.only.lead")).page(Texts.of("home.only.title"));
    }

    static String missing() {
        return new Html().add("<p>%s</p>", Texts.of("missing.lead")).add("<p><a href=\"/\">%s</a></p>", Texts.of("missing.back"))
                .page(Texts.of("missing.title"));
    }

    static String unreadable() {
        return new Html().add("<p role=\"alert\">%s</p>", Texts.of("unreadable.lead"))
                .add("<p><a href=\"/\">%s</a></p>", Texts.of("missing.back"))
                .page(Texts.of("unreadable.title"));
    }

    static String goOn(Redirects.Target target, String user) {
        return new Html().add("<p>%s</p>", Texts.of("continue.lead", user)).add("<p class=\"origin\">%s</p>", target.origin())
                .add("<form method=\"post\" action=\"/continue\">").hidden("redirect_url", target.toString())
                .add("<button>%s</button>\n</form>", Texts.of("continue.submit", target.origin()))
                .add("<p><a href=\"/\">%s</a></p>", Texts.of("continue.stay")).page(Texts.of("continue.title"));
    }

    private static Html start(Frame frame, String lead, String action) {
        Html html = new Html();
        if (!frame.problem().isEmpty()) {
            html.add("<p role=\"alert\">%s</p>", frame.problem());
        }
        if (!frame.notice().isEmpty()) {
            html.add("<p class=\"note\">%s</p>", frame.notice());
        }
        return html.add("<p>%s</p>\n<form method=\"post\" action=\"" + action + "\">", lead)
                .hidden("redirect_url", frame.target().map(Redirects.Target::toString).orElse("")).hidden("next", frame.next());
    }

    private static void email(Html html, String value, String attributes) {
        html.input("email", "email", Texts.of("field.email"), "", value,
                attributes + "required autocomplete=\"username\" maxlength=\"254\" spellcheck=\"false\"");
    }

    private static String end(Html html, String page) {
        return html.add("<button>%s</button>\n</form>", Texts.of(page + ".submit")).page(Texts.of(page + ".title"));
    }
}
