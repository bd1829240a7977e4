package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that happens to the Box or its world.
 *
 * @param when it does
 * @param what it is
 * @param ca which CA, where it is one's
 * @param clock how far the Box's clock is ahead from now on, where that changes
 * @param told whether the Box is told that the network is back
 */
record Event(Instant when, What what, int ca, Duration clock, boolean told) implements Comparable<Event> {
    /** Kinds of events. */
    enum What {
        /** every connection is closed */ CA_OUT,
        /** its directory and orders fail with status 500 */ CA_BROKEN,
        /** it has clients come back an hour later */ CA_BUSY,
        /** it does not see challenges */ CA_BLIND,
        /** a page instead of its directory */ CA_PORTAL,
        CA_BACK,
        /** it has lost its accounts */ CA_FORGETS,
        /** it suggests when to renew */ ARI_ON, ARI_OFF,
        /** the zone's API fails */ ZONE_OUT,
        /** the zone's API answers, its name server shows what was there before */ ZONE_STALE,
        ZONE_BACK,
        /** the clock is wrong, and the Box knows it */ CLOCK_UNKNOWN,
        /** the clock is wrong, and the Box believes it */ CLOCK_WRONG,
        CLOCK_RIGHT,
        RESTART
    }

    static Event of(Instant when, What what, int ca, boolean told) {
        return new Event(when, what, ca, Duration.ZERO, told);
    }

    @Override
    public int compareTo(Event other) {
        return when.compareTo(other.when);
    }
}
