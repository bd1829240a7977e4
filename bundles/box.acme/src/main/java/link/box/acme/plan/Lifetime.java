package link.box.acme.plan;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * From when to when a certificate is valid.
 *
 * @param begin its notBefore
 * @param end its notAfter
 */
public record Lifetime(Instant begin, Instant end) {
    private static final Duration DAY = Duration.ofDays(1);

    /** @return that of this certificate */
    public static Lifetime of(X509Certificate certificate) {
        return new Lifetime(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    }

    /** @return its length */
    public Duration length() {
        return Duration.between(begin, end);
    }

    /** @return the moment at which only this part of it is left */
    public Instant whenLeft(int dividend, int divisor) {
        return end.minus(length().multipliedBy(dividend).dividedBy(divisor));
    }

    /** @return how long it is too fresh to be replaced, whatever anybody suggests: a tenth, a day at most */
    public Duration youth() {
        Duration tenth = length().dividedBy(10);
        return tenth.compareTo(DAY) < 0 ? tenth : DAY;
    }

    /** @return the least time between two orders, whatever clock or CA says: Let's Encrypt gives five certificates a week for a name */
    public Duration rest() {
        return youth().multipliedBy(3).dividedBy(2);
    }

    /** @return what is left of it; zero if nothing is */
    public Duration left(Instant now) {
        return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
    }
}
