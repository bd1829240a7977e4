package link.box.acme.ca;

import java.io.IOException;

/** The CA's server wants us to come back later (RFC 9110, section 10.2.3), in an answer that is no ACME problem. */
final class Busy extends IOException {
    private static final long serialVersionUID = 1L;

    private final String retryAfter;

    Busy(int status, String retryAfter) {
        super("its server answers " + status + " and has us wait");
        this.retryAfter = retryAfter;
    }

    String retryAfter() {
        return retryAfter;
    }
}
