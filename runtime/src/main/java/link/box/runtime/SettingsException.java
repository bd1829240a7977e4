package link.box.runtime;

/** A setting that nobody knows, or a value that it cannot have; the message names file, key, value and what is allowed. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
