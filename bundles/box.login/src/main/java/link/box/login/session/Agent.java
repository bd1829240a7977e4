package link.box.login.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser calls itself, in two words at most: enough to tell one's own phone from somebody else's. */
public final class Agent {
    /** In this order: most call themselves by the names of others, too. */
    private static final Map<String, String> BROWSERS = ordered("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser", "Samsung Internet",
            "Firefox", "Firefox", "FxiOS", "Firefox", "CriOS", "Chrome", "Chrome", "Chrome", "Safari", "Safari");
    private static final Map<String, String> SYSTEMS = ordered("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "CrOS", "ChromeOS",
            "Windows", "Windows", "Mac OS", "Mac", "Linux", "Linux");

    private Agent() {
    }

    /** @param header {@code User-Agent} (RFC 9110, section 10.1.5), or null */
    public static String of(String header) {
        String text = header == null ? "" : header;
        String browser = find(BROWSERS, text);
        String system = find(SYSTEMS, text);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String find(Map<String, String> names, String text) {
        return names.entrySet().stream().filter(each -> text.contains(each.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
