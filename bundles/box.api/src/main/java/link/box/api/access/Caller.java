package link.box.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is asking, known by a valid session or by a token that an app holds in a user's name. The gate sets it as request attribute
 * {@link #ATTRIBUTE}.
 *
 * @param id stable id of the user
 * @param name what people call the user
 * @param admin may administer the Box; never in the name of an app
 * @param app origin of the app that asks in the user's name, an empty text for a program that has none; empty in a session of the Box's
 *        own pages
 * @param scopes what the app was granted (RFC 6749, section 3.3): {@code device}, {@code device:read}, {@code device:<alias>},
 *        {@code users:read}; empty in a session
 * @param authenticated when the user last typed the password in this session, or for this grant
 */
public record Caller(String id, String name, boolean admin, Optional<String> app, Set<String> scopes, Instant authenticated) {
    /** Name of the request attribute that holds the value; absent when nobody is logged in. */
    public static final String ATTRIBUTE = "link.box.caller";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * @param alias of a device
     * @param changing whether the request may change something
     * @return whether the device may be used
     */
    public boolean mayUse(String alias, boolean changing) {
        return app.isEmpty() || scopes.contains("device") || scopes.contains("device:" + alias)
                || !changing && scopes.contains("device:read");
    }
}
