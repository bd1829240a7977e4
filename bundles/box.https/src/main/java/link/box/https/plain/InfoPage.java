package link.box.https.plain;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.MessageFormat;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.RebindProtection.Advice;

/** The page that tells a person how to get to the encrypted pages: nothing to type in, no script, nothing else to load. */
final class InfoPage {
    private static final Properties TEXTS = load();
    private static final String STYLE = ":root{color-scheme:light dark}body{background:Canvas;color:CanvasText;max-width:34rem;margin:0 auto;padding:1rem;"
            + "font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}h1{line-height:1.2}";
    /** What the page may do: look as it does, and nothing else. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private InfoPage() {
    }

    /**
     * @param names where the Box is found by name; empty if the names do not work here
     * @param address where it is found by address
     * @param advice how to let the names work
     */
    static String of(BoxIdentity box, List<String> names, String address, List<Advice> advice) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + text("title") + "</title>\n<style>" + STYLE + "</style>\n</head>\n"
                + "<body>\n<main>\n<h1>" + text("heading") + "</h1>\n"
                + (names.isEmpty() ? "" : paragraph("open") + links(names))
                + paragraph("address") + links(List.of(address))
                + paragraph("compare") + paragraph("fingerprint", pairs(box.fingerprint()))
                + paragraph("words", String.join(" ", box.words())) + hints(advice) + "</main>\n</body>\n</html>\n";
    }

    private static String hints(List<Advice> advice) {
        return advice.isEmpty() ? "" : "<h2>" + text("blocked") + "</h2>\n<ul>\n" + advice.stream()
                .map(each -> "<li>" + text("router", each.router(), each.what()) + "</li>\n").collect(Collectors.joining()) + "</ul>\n";
    }

    private static String links(List<String> urls) {
        return urls.stream().map(InfoPage::escaped).map(url -> "<p><a href=\"" + url + "\">" + url + "</a></p>\n")
                .collect(Collectors.joining());
    }

    /** As browsers show it. */
    private static String pairs(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
    }

    private static String paragraph(String key, Object... values) {
        return "<p>" + text(key, values) + "</p>\n";
    }

    private static String text(String key, Object... values) {
        return escaped(values.length == 0 ? TEXTS.getProperty(key) : MessageFormat.format(TEXTS.getProperty(key), values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static Properties load() {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(InfoPage.class.getResourceAsStream("/link/box/https/messages.properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
