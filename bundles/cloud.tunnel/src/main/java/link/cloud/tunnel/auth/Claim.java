package link.cloud.tunnel.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a tunnel may fly a kite, as its Box says it: {@code protocol:domain:bsalt:fsalt:signature}.
 *
 * @param protocol as the Box has written it, in letters, digits and hyphens
 * @param domain as the Box has written it
 * @param bsalt the Box's salt
 * @param fsalt the challenge that is answered; empty at first
 * @param signature empty at first
 */
public record Claim(String protocol, String domain, String bsalt, String fsalt, String signature) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9-]{1,16}):([A-Za-z0-9._*-]{1,253}):([0-9a-zA-Z]{8,40}):([0-9a-fA-F]{0,40}):([0-9a-fA-F]{0,40})");

    /** @return what a header's value says; empty if it is no claim */
    public static Optional<Claim> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches() ? Optional.of(new Claim(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4),
                matcher.group(5))) : Optional.empty();
    }

    /** @return protocol and domain, as in the frontend's answers */
    public String kite() {
        return protocol + ":" + domain;
    }

    /** @return what is to be signed with this salt */
    public String toSign(String salt) {
        return kite() + ":" + bsalt + ":" + salt;
    }

    /** Signatures are for nobody's log. */
    @Override
    public String toString() {
        return kite();
    }
}
