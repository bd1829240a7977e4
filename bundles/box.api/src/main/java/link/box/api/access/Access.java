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
     * @param credential as the client showed it
     * @return who asks; empty if it is worth nothing, is over, or does not hold for this request. A ticket is used up by it
     */
    Optional<Caller> caller(Credential credential);

    /**
     * @param method HTTP method, upper case
     * @param path path of the request, decoded and normalised
     * @return whether this is one of the few pages that need no session (set-up, login and what they are made of)
     */
    boolean open(String method, String path);

    /**
     * @param origin an {@code Origin} as the client sent it
     * @return whether pages of that origin may use the Box's API with a token: an app of that origin holds a grant that lives, or the
     *         owner has listed it as an app made for fxbox
     */
    boolean granted(String origin);

    /**
     * Makes a pass that shows, where the Box cannot see it, that a browser is at home: with it set-up is open through the tunnel, too. Good
     * once, for 120 s.
     *
     * @param from where the browser is seen now: on the own link or in another private network
     * @return 128 random bits in base64url; empty if too many are about, or {@code from} is not at home
     */
    Optional<String> homePass(ConnectionClass from);

    /** @return whether the Box has an admin */
    boolean claimed();

    /** @return the code that lets one set up the Box from elsewhere than its own link; for console and status only; empty once claimed */
    Optional<String> setupCode();
}
