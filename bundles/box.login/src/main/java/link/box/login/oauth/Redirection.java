package link.box.login.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.login.web.Form;

/**
 * Where an app wants the answer: an address of its own origin that every parser reads alike.
 *
 * @param uri as the app wrote it
 */
public record Redirection(String uri) {
    private static final int LENGTH = 512;
    /** What follows the origin: no user information, no backslash, no fragment, only ASCII. */
    private static final Pattern REST = Pattern.compile("(/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)"
            + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?");
    private static final Pattern TRICK = Pattern.compile("(?i)//|/\\.{1,2}(?:[/;?]|$)|^[^?]*%(?:2e|2f|5c)");
    private static final Set<String> OURS = Set.of("code", "state", "iss", "error", "error_description");

    /** @return empty unless it surely leads to a page of that origin */
    static Optional<Redirection> of(String uri, String origin) {
        if (uri.length() > LENGTH || !uri.startsWith(origin + "/")) {
            return Optional.empty();
        }
        String rest = uri.substring(origin.length());
        String path = rest.split("\\?", 2)[0];
        boolean plain = REST.matcher(rest).matches() && !TRICK.matcher(path).find() && !ours(rest.substring(path.length()));
        return plain ? Optional.of(new Redirection(uri)) : Optional.empty();
    }

    /** @return the address with the answer in its query */
    String with(Map<String, String> answer) {
        String join = uri.indexOf('?') < 0 ? "?" : uri.endsWith("?") || uri.endsWith("&") ? "" : "&";
        return uri + join + answer.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    /** Whether the query says already what only the Box may say, or cannot be read. */
    private static boolean ours(String query) {
        try {
            return !query.isEmpty() && Form.parse(query.substring(1).replace(';', '&')).fields().keySet().stream().anyMatch(OURS::contains);
        } catch (Form.Refused e) {
            return true;
        }
    }
}
