package link.box.ota.health;

/** Something neither went on nor let itself be interrupted: the framework's locks may be held for good, so only a restart helps. */
public final class Blocked extends Failed {
    private static final long serialVersionUID = 1L;

    Blocked(String message) {
        super(message);
    }
}
