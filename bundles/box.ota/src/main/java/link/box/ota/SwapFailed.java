package link.box.ota;

/** A change did not come to a good end; the message says why, for people. */
class SwapFailed extends Exception {
    private static final long serialVersionUID = 1L;

    SwapFailed(String message, Throwable cause) {
        super(message, cause);
    }

    SwapFailed(String message) {
        this(message, null);
    }
}
