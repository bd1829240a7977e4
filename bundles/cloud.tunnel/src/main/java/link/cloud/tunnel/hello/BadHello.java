package link.cloud.tunnel.hello;

/** A ClientHello that leads nowhere. */
public final class BadHello extends Exception {
    private static final long serialVersionUID = 1L;

    private final Alert alert;

    BadHello(Alert alert, String message) {
        super(message, null, false, false);
        this.alert = alert;
    }

    /** @return what to answer */
    public Alert alert() {
        return alert;
    }
}
