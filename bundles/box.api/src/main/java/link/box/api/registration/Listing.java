package link.box.api.registration;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether the Box is listed for people behind the same outgoing address who do not know it yet. Methods return at once and may be called
 * from any thread.
 */
@ProviderType
public interface Listing {
    /**
     * Why apps cannot find the Box although it may be listed.
     *
     * @since 1.2
     */
    enum Obstacle {
        /** It has no plain HTTP for an app's first hop. */ NO_HTTP,
        /** It has no private address that the zone has acknowledged. */ NO_ADDRESS,
        /** No app may find it before it is connected, and none is connected. */ NO_APPS,
        /** The registration server did not take it when it was last told. */ NOT_TAKEN
    }

    /** Lists it for the next ten minutes, even where strangers may be behind the same address: somebody wants to add a phone. */
    void open();

    /** @return for how long it is listed still because somebody asked for it, or because it was switched on; empty if it is not for that */
    Optional<Duration> left();

    /**
     * @return what is known to keep apps from finding it now; nobody is asked for it
     * @since 1.2
     */
    default Optional<Obstacle> obstacle() {
        return Optional.empty();
    }
}
