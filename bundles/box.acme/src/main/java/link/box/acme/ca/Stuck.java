package link.box.acme.ca;

import java.io.IOException;

/** The CA answers, but the order does not get on: after some such attempts another order is better. */
public final class Stuck extends IOException {
    private static final long serialVersionUID = 1L;

    /** For people. */
    public Stuck(String message) {
        super(message);
    }
}
