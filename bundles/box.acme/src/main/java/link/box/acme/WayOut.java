package link.box.acme;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import link.box.acme.ca.Refused;
import link.box.acme.plan.Deferred;
import link.box.api.dns.Zone;
import link.box.api.net.CaptivePortal;
import link.box.api.work.RetryAfter;

/** Whether a captive portal keeps us from every server: what fails then is no CA's failure, and costs nothing. Thread-safe. */
final class WayOut {
    /** The portal's end comes as a kick. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Zone zone;
    private volatile CaptivePortal portal;

    WayOut(Zone zone) {
        this.zone = zone;
    }

    void bar(CaptivePortal seen) {
        portal = seen;
    }

    /** @return whether the way is free now: another portal may have taken the place of this one */
    boolean free(CaptivePortal gone) {
        boolean last = portal == gone;
        if (last) {
            portal = null;
        }
        return last;
    }

    /** @return why no CA is asked now; empty if one may be */
    Optional<RetryAfter> barred() {
        return Optional.ofNullable(portal).map(seen -> new RetryAfter("this network wants a login first: a captive portal, " + seen.where()
                + ", answers in the place of servers; no CA is asked, and nothing is counted, until it is gone", AGAIN, false));
    }

    /** @return as {@link #barred()}, after this failure, which may be the first sign of a portal; blocks for the zone server */
    Optional<RetryAfter> barred(Throwable failure) {
        boolean ofTheNetwork = failure instanceof IOException && !(failure instanceof Refused) && !(failure instanceof Deferred);
        if (portal == null && ofTheNetwork) {
            try {
                zone.ask(); // looks for a portal if the zone server is silent, too
            } catch (IOException | RetryAfter | RuntimeException e) {
                return barred();
            }
        }
        return barred();
    }
}
