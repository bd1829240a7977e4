package link.box.acme;

/** Words for a failure. */
final class Reason {
    private Reason() {
    }

    /** @return the innermost message, or else the kind of the failure */
    static String of(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }
}
