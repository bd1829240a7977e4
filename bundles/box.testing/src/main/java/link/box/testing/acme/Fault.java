package link.box.testing.acme;

import java.util.Set;

/** What an authority can do wrong. */
public enum Fault {
    /** a page with status 200, as from a captive portal */
    HTML,
    /** status 500 without a problem document */
    ERROR,
    /** status 500 with a problem document */
    ERROR_EXPLAINED,
    /** status 503 with Retry-After */
    UNAVAILABLE,
    /** status 429, rateLimited, with Retry-After */
    RATE_LIMITED,
    /** status 404 */
    NOT_FOUND,
    /** the connection is closed without an answer; the JDK's client then repeats a GET by itself, if the connection was not new */
    CLOSED,
    /** no answer until the client goes away, or {@link Faults#release} */
    HUNG,
    /** a body that ends when the client goes away */
    ENDLESS,
    /** the order turns invalid */
    INVALID_ORDER(Kind.FINALIZE),
    /** a certificate for other names */
    OTHER_NAMES(Kind.CERTIFICATE),
    /** a certificate that has expired */
    EXPIRED(Kind.CERTIFICATE),
    /** a certificate that begins in a month */
    FUTURE(Kind.CERTIFICATE),
    /** a certificate for a key that is not the client's */
    OTHER_KEY(Kind.CERTIFICATE),
    /** a chain whose intermediate did not sign the certificate */
    OTHER_ISSUER(Kind.CERTIFICATE),
    /** no certificate at all */
    EMPTY_CHAIN(Kind.CERTIFICATE);

    private final Set<Kind> kinds;

    Fault(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    boolean suits(Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    boolean isSpecial() {
        return !kinds.isEmpty();
    }
}
