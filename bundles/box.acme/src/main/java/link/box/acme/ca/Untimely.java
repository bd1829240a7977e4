package link.box.acme.ca;

/** The certificate is as ordered, but it is not its time by our clock: one of the two clocks is wrong. */
public final class Untimely extends Refused {
    private static final long serialVersionUID = 1L;

    /** For people. */
    public Untimely(String message) {
        super(message, null);
    }
}
