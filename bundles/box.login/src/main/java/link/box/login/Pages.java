package link.box.login;

import java.util.List;
import java.util.Optional;
import link.box.login.legacy.Redirects;
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
     * @param notices what else to say
     * @param target where to go on to afterwards outside the Box
     * @param next where to go on to inside
     */
    record Frame(String problem, List<String> notices, Optional<Redirects.Target> target, String next) {
    }

    /**
     * What only the set-up page has.
     *
     * @param code whether the code is asked for
     * @param token that shows that the form was filled in here
     * @param words of the Box's own certificate
     */
    record Setup(String lead, boolean code, String token, String words) {
        @Override
        public String toString() {
            return "set-up";
        }
    }

    static String setup(Frame frame, Setup setup, String name, String email) {
        boolean code = setup.code;
        Html html = start(frame, setup.lead, "/setup").hidden("token", setup.token);
        if (code) {
            html.input("code", "text", Texts.of("field.code"), "", "",
                    "required autofocus autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"16\"");
        }
        html.input("name", "text", Texts.of("field.name"), Texts.of("field.name.hint"), name,
                (code ? "" : "autofocus ") + "autocomplete=\"name\" maxlength=\"64\"");
        email(html, email, "");
        html.input("password", "password", Texts.of("field.password"), Texts.of("field.password.hint"), "",
                "required autocomplete=\"new-password\" minlength=\"10\" maxlength=\"128\"");
        html.add("<button>%s</button>\n</form>\n<p>%s</p>\n<p class=\"origin\">%s</p>", Texts.of("setup.submit"), Texts.of("setup.words"),
                setup.words).add("<script type=\"module\" src=\"/assets/setup.js\"></script>");
        return html.page(Texts.of("setup.title"));
    }

    static String login(Frame frame, String email) {
        Html html = start(frame, Texts.of("login.lead"), "/session/login");
        email(html, email, email.isEmpty() ? "autofocus " : "");
        html.input("password", "password", Texts.of("field.password"), "", "",
                (email.isEmpty() ? "" : "autofocus ") + "required autocomplete=\"current-password\" maxlength=\"128\"");
        return html.add("<button>%s</button>\n</form>", Texts.of("login.submit")).page(Texts.of("login.title"));
    }

    /** Asks somebody who is in for the password once more. */
    static String confirm(Frame frame, String user) {
        Html html = start(frame, Texts.of("confirm.lead", user), "/session/confirm");
        html.input("password", "password", Texts.of("field.password"), "", "",
                "autofocus required autocomplete=\"current-password\" maxlength=\"128\"");
        return html.add("<button>%s</button>\n</form>", Texts.of("confirm.submit")).inside(Texts.of("confirm.title"), "/session/confirm");
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

    /** @param in whether an admin has let the app in already */
    static String goOn(Redirects.Target target, String user, boolean in) {
        String origin = target.origin();
        return new Html().add("<p>%s</p>", Texts.of("continue.lead", user)).add("<p class=\"origin\">%s</p>", origin)
                .markup(in ? new Html() : new Html().add("<p class=\"note\">%s</p>", Texts.of("continue.old")))
                .add("<form method=\"post\" action=\"/continue\">").hidden("redirect_url", target.toString())
                .add("<button>%s</button>\n</form>", Texts.of(in ? "continue.submit" : "continue.let.in", origin))
                .add("<p><a href=\"/\">%s</a></p>", Texts.of("continue.stay")).inside(Texts.of("continue.title"), "/continue");
    }

    static String admins() {
        return new Html().add("<p role=\"alert\">%s</p>", Texts.of("continue.admins"))
                .add("<p><a href=\"/\">%s</a></p>", Texts.of("continue.stay")).inside(Texts.of("continue.title"), "/continue");
    }

    private static Html start(Frame frame, String lead, String action) {
        Html html = new Html();
        if (!frame.problem().isEmpty()) {
            html.add("<p role=\"alert\">%s</p>", frame.problem());
        }
        frame.notices().forEach(notice -> html.add("<p class=\"note\">%s</p>", notice));
        return html.add("<p>%s</p>\n<form method=\"post\" action=\"" + action + "\">", lead)
                .hidden("redirect_url", frame.target().map(Redirects.Target::toString).orElse("")).hidden("next", frame.next());
    }

    private static void email(Html html, String value, String attributes) {
        html.input("email", "email", Texts.of("field.email"), "", value,
                attributes + "required autocomplete=\"username\" maxlength=\"254\" spellcheck=\"false\"");
    }
}
