package link.box.acme.ca;

/** Nothing can come of this order any more. */
public final class Spoilt extends Refused {
    private static final long serialVersionUID = 1L;

    /** For people. */
    public Spoilt(String message, Throwable cause) {
        super(message, cause);
    }
}
