package link.box.api.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the gate in box.https asks about each request; box.login provides it. While nobody does, the gate lets nothing through. Methods
 * return at once, without disk or network, and may be called from any thread.
 */
@ProviderType
public interface Access {
    /**
     * @param token a session token as the client presented it (cookie or Bearer), unchecked and at most 256 characters
     * @return whose session it is; empty if it is none, or over
     */
    Optional<Caller> caller(String token);

    /**
     * @param method HTTP method, upper case
     * @param path path of the request, decoded and normalised
     * @return whether this is one of the few pages that need no session (set-up, login and what they are made of)
     */
    boolean open(String method, String path);

    /**
     * @param origin an {@code Origin} as the client sent it
     * @return whether pages of that origin may use the Box's API with a session's token
     */
    boolean trusts(String origin);

    /** @return whether the Box has an admin */
    boolean claimed();

    /** @return the code that lets one set up the Box from elsewhere than its own link; for console and status only; empty once claimed */
    Optional<String> setupCode();
}
