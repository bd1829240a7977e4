package link.box.https.hosts;

import java.util.regex.Pattern;

/** Which paths everybody reads alike: the gate and whatever is behind it must not see different ones. */
public final class Paths {
    private static final int LENGTH = 1024;
    /** Possessive: for any other repeated group the matcher calls itself, once for each character. */
    private static final Pattern PLAIN = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[2-9A-Fa-f][0-9A-Fa-f])*+");
    /** Empty and dot segments; dots, slashes, backslashes, semicolons, percents and control characters in disguise. */
    private static final Pattern TRICK = Pattern.compile("(?i)//|/\\.{1,2}(?:/|$)|%(?:2e|2f|5c|3b|25|7f)");

    private Paths() {
    }

    /** @param raw the path as it was sent */
    public static boolean unambiguous(String raw) {
        return raw != null && raw.length() <= LENGTH && PLAIN.matcher(raw).matches() && !TRICK.matcher(raw).find();
    }
}
