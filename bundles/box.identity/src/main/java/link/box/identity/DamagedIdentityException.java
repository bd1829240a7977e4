package link.box.identity;

/** The identity file is there and makes no sense. Never mended silently: a new identity would be a new Box with a new name. */
final class DamagedIdentityException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedIdentityException(String what) {
        super(what);
    }
}
