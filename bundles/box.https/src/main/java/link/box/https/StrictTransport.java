package link.box.https;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * For how long browsers may insist on a valid certificate (RFC 6797): not before renewing it has worked twice, and never beyond its end,
 * so that the promise cannot lock anybody out. It binds all ports of a name (section 8.3): only where HTTPS is on its usual one.
 */
@Component(service = StrictTransport.class, configurationPid = "link.box.https")
public final class StrictTransport implements ToLongFunction<String> {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final CertificateKeeper keeper;
    private final KnownTime time;
    private final boolean usual;

    @Activate
    public StrictTransport(@Reference CertificateKeeper keeper, @Reference KnownTime time, HttpsConfig config) {
        this.keeper = keeper;
        this.time = time;
        this.usual = PublicPort.of(config) == PublicPort.HTTPS;
    }

    /** @return seconds from now for this host name, lower case; 0: no promise. Returns at once. */
    @Override
    public long applyAsLong(String host) {
        KeyAndChain served = keeper.inService();
        if (!usual || served == null || !served.covers(host) || !keeper.proven()) {
            return 0;
        }
        return time.latest().map(now -> seconds(now, served.end())).orElse(0L);
    }

    static long seconds(Instant now, Instant end) {
        Duration half = Duration.between(now, end).dividedBy(2);
        return Math.max(0, (half.compareTo(LONGEST) < 0 ? half : LONGEST).toSeconds());
    }
}
