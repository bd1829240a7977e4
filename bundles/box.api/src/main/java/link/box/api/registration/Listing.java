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
    /** Lists it for the next ten minutes, even where strangers may be behind the same address: somebody wants to add a phone. */
    void open();

    /** @return for how long it is listed still because somebody asked for it, or because it was switched on; empty if it is not for that */
    Optional<Duration> left();
}
