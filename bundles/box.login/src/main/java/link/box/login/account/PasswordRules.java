package link.box.login.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What a password has to be: long, and not a common one, the e-mail address or the product's name with a little around it. */
public final class PasswordRules {
    private static final int MIN = 10;
    private static final int MAX = 128;
    private static final int REST = 6;
    private static final int WORD = 3;
    private static final List<String> PRODUCT = List.of("thebox", "fxbox", "box", "gateway");

    private PasswordRules() {
    }

    /** The same password typed on another keyboard is the same (Unicode NFC). */
    public static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    public static boolean tooLong(String password) {
        return password.length() > 2 * MAX || normal(password).codePointCount(0, normal(password).length()) > MAX;
    }

    public static boolean good(String password, String email) {
        if (tooLong(password)) {
            return false;
        }
        String normal = normal(password);
        return normal.codePointCount(0, normal.length()) >= MIN && rest(normal, email) >= REST && !Common.has(normal);
    }

    /** How much is left without the words that everybody would try. */
    private static int rest(String password, String email) {
        String left = password.toLowerCase(Locale.ROOT);
        if (!email.isEmpty()) {
            left = left.replace(email.toLowerCase(Locale.ROOT), "");
        }
        String local = email.substring(0, Math.max(0, email.indexOf('@'))).toLowerCase(Locale.ROOT);
        if (local.length() >= WORD) {
            left = left.replace(local, "");
        }
        for (String word : PRODUCT) {
            left = left.replace(word, "");
        }
        return left.codePointCount(0, left.length());
    }
}
