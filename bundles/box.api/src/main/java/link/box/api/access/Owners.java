package link.box.api.access;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * For whoever stands at the Box and has forgotten the password: box.login provides it, and nothing that answers the network may call it.
 *
 * @since 2.1
 */
@ProviderType
public interface Owners {
    /**
     * Removes all users, their sessions, the browsers that are remembered, and what apps were granted. The identity, the names and the
     * certificate stay; set-up is open as after switching the Box on. May be repeated. Blocks for disk.
     *
     * @throws IOException something could not be written; it is to be called again
     */
    void reset() throws IOException;
}
