package link.box.https.hosts;

import java.util.regex.Pattern;

/** Which paths everybody reads alike: the gate and whatever is behind it must not see different ones. */
public final class Paths {
    private static final int LENGTH = 1024;
    private static final boolean[] PLAIN = plain();
    /** Empty and dot segments; dots, slashes, backslashes, semicolons, percents and control characters in disguise. */
    private static final Pattern TRICK = Pattern.compile("(?i)//|/\\.{1,2}(?:/|$)|%(?:2e|2f|5c|3b|25|7f)");

    private Paths() {
    }

    /** @param raw the path as it was sent */
    public static boolean unambiguous(String raw) {
        return raw != null && raw.length() <= LENGTH && raw.startsWith("/") && plain(raw) && !(odd(raw) && TRICK.matcher(raw).find());
    }

    /** Each request comes by here: a pattern for this costs more than all else that the gate reads. */
    private static boolean plain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char each = raw.charAt(i);
            if (each == '%') {
                // what is below 0x20 is a control character
                if (i + 2 >= raw.length() || hex(raw.charAt(i + 1)) < 2 || hex(raw.charAt(i + 2)) < 0) {
                    return false;
                }
            } else if (each >= PLAIN.length || !PLAIN[each]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a trick is possible at all. */
    private static boolean odd(String raw) {
        return raw.indexOf('%') >= 0 || raw.contains("//") || raw.contains("/.");
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~!$&'()*+,=:@/-".chars().forEach(each -> plain[each] = true);
        return plain;
    }

    private static int hex(char digit) {
        return digit < 128 ? Character.digit(digit, 16) : -1;
    }
}
