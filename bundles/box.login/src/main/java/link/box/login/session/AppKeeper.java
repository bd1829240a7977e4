package link.box.login.session;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What apps were granted in users' names; whoever keeps grants registers one. Methods block for disk at most. Thread-safe. */
public interface AppKeeper {
    /**
     * An app that is in.
     *
     * @param origin of the app
     * @param used when it was last seen
     */
    record App(String origin, Instant used) {
    }

    /** @return the apps that are in, in that user's name */
    List<App> of(String user);

    /** @return whether what was granted stays when the password changes, if the user wants it to */
    default boolean outlivesPassword() {
        return true;
    }

    /** Ends all that was granted in that user's name. */
    void revoke(String user) throws IOException;

    /** Ends all that was granted. */
    void revokeAll() throws IOException;
}
