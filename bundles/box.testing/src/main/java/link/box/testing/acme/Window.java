package link.box.testing.acme;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** When a certificate should be renewed (RFC 9773, section 4.2). */
public record Window(Instant start, Instant end) {
    /** @return from two thirds of its life, a tenth of its life long */
    public static Window lastThird(X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        Instant start = begin.plusSeconds(life.toSeconds() * 2 / 3);
        return new Window(start, start.plusSeconds(life.toSeconds() / 10));
    }

    /** @return one that has passed: renew at once */
    static Window past(Instant now) {
        return new Window(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
    }
}
