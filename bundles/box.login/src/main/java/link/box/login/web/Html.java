package link.box.login.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** HTML, piece by piece; whatever is not markup of ours is escaped. */
public final class Html {
    private static final Map<String, String> PLACES = places();

    private final StringBuilder out = new StringBuilder();

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/", "nav.home");
        places.put("/access", "nav.access");
        places.put("/apps", "nav.apps");
        places.put("/account", "nav.account");
        return places;
    }

    /** @return the text, harmless in elements and in quoted attributes */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(each);
            }
        }
        return safe.toString();
    }

    /** Adds markup. Each {@code %s} in it is replaced by an escaped value. */
    public Html add(String markup, String... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = escape(values[i]);
        }
        out.append(markup.formatted(safe)).append('\n');
        return this;
    }

    /** Adds what is markup already, made by another of these. */
    public Html markup(Html other) {
        out.append(other.out);
        return this;
    }

    public boolean isEmpty() {
        return out.isEmpty();
    }

    /** A labelled input; {@code hint} may be empty. {@code attributes} is markup. */
    public Html input(String name, String type, String label, String hint, String value, String attributes) {
        String described = hint.isEmpty() ? "" : " aria-describedby=\"" + name + "-hint\"";
        add("<label for=\"%s\">%s</label>", name, label);
        if (!hint.isEmpty()) {
            add("<span class=\"hint\" id=\"%s-hint\">%s</span>", name, hint);
        }
        return add("<input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\" " + attributes + described + ">", name, name, type, value);
    }

    /** A radio button. */
    public Html choice(String name, String value, String label, boolean chosen) {
        return add("<label class=\"choice\"><input type=\"radio\" name=\"%s\" value=\"%s\"" + (chosen ? " checked" : "") + "> %s</label>",
                name, value, label);
    }

    public Html hidden(String name, String value) {
        return value.isEmpty() ? this : add("<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
    }

    /** @return a whole page with this as its main part, for somebody who is not logged in */
    public String page(String title) {
        return page(title, "");
    }

    /**
     * @param path of the page
     * @return a whole page with this as its main part, for somebody who is logged in
     */
    public String inside(String title, String path) {
        Html links = new Html().add("<nav aria-label=\"%s\">", Texts.of("nav"));
        PLACES.forEach((place, text) -> links.add("<a href=\"%s\"" + (place.equals(path) ? " aria-current=\"page\"" : "") + ">%s</a>",
                place, Texts.of(text)));
        links.add("<form method=\"post\" action=\"/session/logout\"><button class=\"quiet\">%s</button></form>\n</nav>",
                Texts.of("logout.submit"));
        return page(title, links.toString());
    }

    private String page(String title, String navigation) {
        return new Html().add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"
                + "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s - %s</title>"
                + "\n<link rel=\"stylesheet\" href=\"/assets/box.css\">\n<link rel=\"icon\" href=\"/assets/box.svg\">\n</head>\n<body>",
                title, Texts.of("product")) + navigation + new Html().add("<main>\n<h1>%s</h1>", title) + this
                + "</main>\n</body>\n</html>\n";
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
