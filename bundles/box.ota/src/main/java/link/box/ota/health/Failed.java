package link.box.ota.health;

/** A change did not come to a good end; the message says why, for people. */
public class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean excused;

    /** @param excused as {@link #excused} */
    public Failed(String message, Throwable cause, boolean excused) {
        super(message, cause);
        this.excused = excused;
    }

    Failed(String message, Throwable cause) {
        this(message, cause, false);
    }

    Failed(String message) {
        this(message, null);
    }

    /** @return whether it may be the outside or the disk that is in the way, so that it may go well another time */
    public boolean excused() {
        return excused;
    }
}
