package link.box.acme.ca;

import java.io.IOException;

/** The CA has answered, and it was no: it may count that. */
public class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    /** For people. */
    public Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
