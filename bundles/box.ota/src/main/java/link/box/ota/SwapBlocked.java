package link.box.ota;

/** Something neither went on nor let itself be interrupted: the framework's locks may be held for good, so only a restart helps. */
final class SwapBlocked extends SwapFailed {
    private static final long serialVersionUID = 1L;

    SwapBlocked(String message) {
        super(message);
    }
}
