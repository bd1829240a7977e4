package link.box.login.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who can be an app: the https origin of a web page is its name, so nobody has to be asked about it (RFC 6454, section 6.2).
 *
 * @param dev whether a program on the developer's own machine is one, too
 */
public record Clients(boolean dev) {
    private static final int LENGTH = 261;
    private static final int PORTS = 65535;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HTTPS = Pattern.compile("https://(" + LABEL + "(?:\\." + LABEL + ")*)(?::([1-9][0-9]{0,4}))?");
    private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1):([1-9][0-9]{0,4})");

    /** @return whether it is an origin of an app, written as browsers write it */
    boolean good(String id) {
        return id.length() <= LENGTH && (fits(HTTPS.matcher(id), 443) || dev && fits(LOCAL.matcher(id), 80));
    }

    /** @return those of a list with commas that can be apps, in its order */
    public Set<String> list(String text) {
        Set<String> good = new LinkedHashSet<>();
        Arrays.stream(text.split(",")).map(String::trim).map(each -> each.replaceFirst("^(https://[^:]+):443$", "$1")).filter(this::good)
                .forEach(good::add);
        return good;
    }

    /** @return the host in an origin that is good */
    static String host(String id) {
        return id.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
    }

    private static boolean fits(Matcher origin, int defaultPort) {
        if (!origin.matches()) {
            return false;
        }
        int port = origin.group(2) == null ? -1 : Integer.parseInt(origin.group(2));
        return port != defaultPort && port <= PORTS;
    }
}
