package link.box.login.web;

import java.util.regex.Pattern;

/** Where to go on to inside the Box. */
public final class Next {
    private static final int MAX = 2048;
    /** Possessive, so that a long one takes no more of the stack than a short one. */
    private static final Pattern LOCAL = Pattern.compile("/(?:[A-Za-z0-9_~!$&'()*+,=:@?%.-]++/?)*+");

    private Next() {
    }

    /** @return the path to go on to inside the Box: {@code /} unless this is surely one */
    public static String local(String next) {
        return next != null && next.length() <= MAX && LOCAL.matcher(next).matches() ? next : "/";
    }
}
