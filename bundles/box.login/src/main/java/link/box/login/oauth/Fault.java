package link.box.login.oauth;

import java.util.Locale;

/** What the app did wrong, in the words of RFC 6749 (sections 4.1.2.1 and 5.2) and OpenID Connect Core (section 3.1.2.6). */
public enum Fault {
    INVALID_REQUEST, UNSUPPORTED_RESPONSE_TYPE, INVALID_SCOPE, ACCESS_DENIED, LOGIN_REQUIRED, CONSENT_REQUIRED, INVALID_GRANT,
    UNSUPPORTED_GRANT_TYPE, TEMPORARILY_UNAVAILABLE;

    /** @return as it stands on the wire */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
