package link.box.api.dns;

import java.io.IOException;

/**
 * The zone server has understood what is wanted and does not allow it (HTTP 403; RFC 9110, section 15.5.4): the same again has the same
 * end until its operator acts.
 *
 * @since 1.4
 */
public final class Forbidden extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what is not allowed and, as far as the server says it, why; for people */
    public Forbidden(String message) {
        super(message);
    }
}
