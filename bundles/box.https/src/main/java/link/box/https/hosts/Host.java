package link.box.https.hosts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says whom it wants (RFC 9110, section 7.2).
 *
 * @param name lower case, without a trailing dot; an IPv6 address without brackets
 * @param port the port in it, or the usual one
 */
public record Host(String name, int port) {
    private static final Pattern NAME = Pattern.compile("([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)\\.?(?::(\\d{1,5}))?");
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9a-f:.]{2,45})](?::(\\d{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int HTTPS = 443;

    /** @return empty if the header is malformed: user information, underscores, other than ASCII */
    public static Optional<Host> parse(String header) {
        return parse(header, HTTPS);
    }

    /** @param usual the port where the header has none */
    public static Optional<Host> parse(String header, int usual) {
        String text = header.toLowerCase(Locale.ROOT);
        Matcher name = NAME.matcher(text);
        Matcher address = IPV6.matcher(text);
        Matcher found = name.matches() ? name : address.matches() ? address : null;
        if (found == null) {
            return Optional.empty();
        }
        int port = found.group(2) == null ? usual : Integer.parseInt(found.group(2));
        return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new Host(found.group(1), port));
    }

    /** @return whether it is an address */
    public boolean literal() {
        return name.indexOf(':') >= 0 || Character.isDigit(name.charAt(name.length() - 1)) && IPV4.matcher(name).matches();
    }

    /** @return the origin (RFC 6454, section 6.2) of pages at this host */
    public String origin() {
        return origin(port);
    }

    /** @return the origin of pages at this name and another port */
    public String origin(int port) {
        String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return "https://" + host + (port == HTTPS ? "" : ":" + port);
    }
}
