package link.box.api.registration;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to reach the Box that works now, under names its certificate holds: a fact while it does; none, one or several at a time.
 * Immutable; compared by value.
 */
@ConsumerType
public interface Endpoint {
    /** From where an endpoint can be reached. */
    enum Reach {
        /** From the home network. */ LAN,
        /** From anywhere, through the tunnel. */ TUNNEL
    }

    /** @return from where */
    Reach reach();

    /** @return its URLs, in the order to try; at least one */
    List<Url> urls();
}
