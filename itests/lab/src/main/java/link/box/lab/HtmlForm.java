package link.box.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a page, as a browser fills it in and sends it. */
public final class HtmlForm {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern INPUT = Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private final String action;
    private final Map<String, String> fields = new TreeMap<>();

    /** @param html a page with one form, below that of its navigation if it has any */
    public HtmlForm(String html) throws IOException {
        MatchResult form = FORM.matcher(html).results().reduce((first, second) -> second)
                .orElseThrow(() -> new IOException("there is no form on the page"));
        action = text(form.group(1));
        Matcher inputs = INPUT.matcher(html.substring(form.start()));
        while (inputs.find()) {
            Matcher value = VALUE.matcher(inputs.group());
            fields.put(inputs.group(1), value.find() ? text(value.group(1)) : "");
        }
    }

    private static String text(String markup) {
        return markup.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** Fills in a field. */
    public HtmlForm with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** @return what stands in a field */
    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Sends it from the page that it stands on; @return the answer, which may lead elsewhere */
    HttpResponse<String> send(Web browser, URI page) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value)));
        return browser.post(page.resolve(action).toString(), body.toString(), "Content-Type", "application/x-www-form-urlencoded",
                "Origin", "https://" + page.getAuthority(), "Sec-Fetch-Site", "same-origin");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
