package link.box.login.web;

/** Our cookies. Those of {@code __Host-} no sibling Box of the zone can plant. */
public final class Cookies {
    /** The session, under one name of the Box. */
    public static final String SESSION = "__Host-bx";
    /** The browser, under all names of the Box; it opens sessions and nothing else. */
    public static final String DEVICE = "__Secure-bxd";
    /** That the set-up form was shown to this browser. */
    public static final String SETUP = "__Host-su";
    /** That this browser was seen at home. */
    public static final String HOME = "__Host-lp";
    /** What this browser was asked to let in before its login. */
    public static final String ASKED = "__Host-ask";

    private static final String KEPT = "; Secure; HttpOnly; SameSite=Lax";
    private static final long DAYS_90 = 90L * 24 * 60 * 60;

    private Cookies() {
    }

    static String session(String token) {
        return SESSION + "=" + token + "; Path=/" + KEPT;
    }

    static String device(String token, String domain) {
        return DEVICE + "=" + token + "; Domain=" + domain + "; Path=/session" + KEPT + "; Max-Age=" + DAYS_90;
    }

    static String setup(String token) {
        return SETUP + "=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict";
    }

    static String home(String value) {
        return HOME + "=" + value + "; Path=/" + KEPT + "; Max-Age=600";
    }

    static String asked(String value) {
        return ASKED + "=" + value + "; Path=/" + KEPT + "; Max-Age=600";
    }

    static String noSession() {
        return SESSION + "=; Path=/" + KEPT + "; Max-Age=0";
    }

    static String noDevice(String domain) {
        return DEVICE + "=; Domain=" + domain + "; Path=/session" + KEPT + "; Max-Age=0";
    }
}
