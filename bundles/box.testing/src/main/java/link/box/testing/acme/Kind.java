package link.box.testing.acme;

import java.util.Arrays;
import java.util.Locale;

/** What a request is about: the first part of its path, {@code RENEWAL_INFO} for {@code /renewal-info/...}. */
public enum Kind {
    DIRECTORY, NONCE, ACCOUNT, NEW_ORDER, ORDER, AUTHORIZATION, CHALLENGE, FINALIZE, CERTIFICATE, RENEWAL_INFO, REVOKE, KEY_CHANGE,
    /** no path of this server */
    UNKNOWN;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String path) {
        return Arrays.stream(values()).filter(each -> path.equals(each.path()) || path.startsWith(each.path() + "/"))
                .findFirst().orElse(UNKNOWN);
    }
}
