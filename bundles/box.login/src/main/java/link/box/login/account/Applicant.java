package link.box.login.account;

import java.util.regex.Pattern;

/**
 * What somebody typed who wants to be the first admin.
 *
 * @param name may be blank: the e-mail address's first part then
 * @param code the set-up code, or empty
 */
public record Applicant(String name, String email, String password, String code) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
    private static final int NAME = 64;

    public Applicant {
        name = name.isBlank() && email.indexOf('@') > 0 ? email.substring(0, email.indexOf('@')) : name.strip();
    }

    /** @return what is wrong with it, or OK */
    public Outcome.Kind check() {
        if (name.codePointCount(0, name.length()) > NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Outcome.Kind.BAD_NAME;
        }
        if (!EMAIL.matcher(email).matches()) {
            return Outcome.Kind.BAD_EMAIL;
        }
        return PasswordRules.good(password, email) ? Outcome.Kind.OK : Outcome.Kind.BAD_PASSWORD;
    }

    @Override
    public String toString() {
        return "applicant";
    }
}
