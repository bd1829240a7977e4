package link.box.testing.acme;

import java.time.Duration;

/** The limits that Let's Encrypt keeps, and this authority with it. */
public enum Limit {
    /** certificates for one set of names */
    SAME_NAMES(5, Duration.ofDays(7)),
    /** certificates below one registered domain, which here is the last two labels */
    DOMAIN(50, Duration.ofDays(7)),
    /** failed authorizations of one name by one account */
    FAILURES(5, Duration.ofHours(1)),
    /** orders of one account */
    ORDERS(300, Duration.ofHours(3));

    private final int most;
    private final Duration period;

    Limit(int most, Duration period) {
        this.most = most;
        this.period = period;
    }

    /** @return how many there may be in a period */
    public int most() {
        return most;
    }

    /** @return the period; it slides */
    public Duration period() {
        return period;
    }
}
