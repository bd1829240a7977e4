package link.box.acme;

/** The process ends here: nothing catches it, nothing after it happens. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;
}
