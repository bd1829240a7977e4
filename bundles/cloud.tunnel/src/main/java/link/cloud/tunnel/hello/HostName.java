package link.cloud.tunnel.hello;

import java.util.regex.Pattern;

/** What a name that visitors ask for may look like: letters, digits, hyphens (RFC 952, RFC 1123), and underscores as DNS has them. */
public final class HostName {
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");

    private HostName() {
    }

    /** @return whether it is a host name in lower case, without a final dot */
    public static boolean valid(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }
}
