package link.cloud.tunnel.door;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import link.box.common.kite.Limits;
import link.cloud.tunnel.auth.Authorizer;

/**
 * What a frontend is told once.
 *
 * @param self its own name, at which TLS ends here; empty: none
 * @param zone in which each Box has a zone of its own
 * @param tls with the certificate of that name
 * @param certificateDays how many days it has left; empty if there is none
 * @param authorizer says who may fly which kite
 * @param limits of one tunnel
 * @param kept bytes that wait for visitors, of all tunnels; above that the tunnel with the most ends
 * @param bytesPerSecond of one tunnel, each way; 0: any
 * @param boxes tunnels with kites at most
 * @param connections of visitors at most
 * @param connectionsPerSource from one IPv4 address or IPv6 /64; from a /48 four times as many
 * @param nanos a clock that never jumps, in nanoseconds
 */
public record Rules(String self, String zone, SSLContext tls, Supplier<OptionalLong> certificateDays, Authorizer authorizer, Limits limits,
        long kept, long bytesPerSecond, int boxes, int connections, int connectionsPerSource, LongSupplier nanos) {
}
