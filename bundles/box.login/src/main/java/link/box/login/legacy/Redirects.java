package link.box.login.legacy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.login.web.Form;

/** Where a login may lead back to: apps of listed origins, and nowhere else. */
public final class Redirects {
    private static final int MAX = 2048;
    private static final Pattern ORIGIN = Pattern.compile("https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{0,4})?");
    /** Nothing that two parsers could read in two ways: no user information, no backslash, no blank, only ASCII. */
    private static final Pattern URL = Pattern.compile("(" + ORIGIN + ")"
            + "(/[!-\\[\\]-~&&[^?#]]*)?(\\?[!-\\[\\]-~&&[^#]]*)?(?:#[!-\\[\\]-~]*)?");
    private static final String TOKEN = "session_token";

    private final Set<String> apps;

    /** A validated address, less its fragment: there the app of 2016 keeps that it was showing its login, and would show it again. */
    public record Target(String origin, String page, String query) {
        /** @return the address that hands over the token, as the fxbox app expects it */
        public String with(String token) {
            String join = query.isEmpty() ? "?" : query.equals("?") ? "" : "&";
            return page + query + join + TOKEN + "=" + token;
        }

        @Override
        public String toString() {
            return page + query;
        }
    }

    /** @param apps https origins as browsers write them */
    public Redirects(Set<String> apps) {
        this.apps = Set.copyOf(apps);
    }

    /** @return empty unless it is an https URL of one of the apps */
    public Optional<Target> target(String url) {
        if (url == null || url.length() > MAX) {
            return Optional.empty();
        }
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || !apps.contains(plain(parts.group(1)))) {
            return Optional.empty();
        }
        String query = text(parts.group(3));
        // somebody else's token in it could log the person into somebody else's Box
        return namesToken(query) ? Optional.empty()
                : Optional.of(new Target(plain(parts.group(1)), parts.group(1) + (parts.group(2) == null ? "/" : parts.group(2)), query));
    }

    /** Whether it names a token however it is escaped, to whoever separates with {@code ;} too; or is malformed. */
    private static boolean namesToken(String query) {
        try {
            return !query.isEmpty() && Form.parse(query.substring(1).replace(';', '&')).has(TOKEN);
        } catch (Form.Refused e) {
            return true;
        }
    }

    private static String plain(String origin) {
        return origin.replaceFirst(":443$", "");
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }
}
