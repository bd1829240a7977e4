package link.cloud.tunnel.door;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.EndPoint;

/**
 * Connections that are no visitor's and no Box's yet, or any more, such as tunnels without a kite. If there are too many the oldest has to
 * leave, so that silent ones keep nobody out who says at once what it wants, and can show it. Thread-safe.
 */
final class Porch {
    private final int most;
    private final Set<EndPoint> here = new LinkedHashSet<>();

    /** @param most connections at once */
    Porch(int most) {
        this.most = most;
    }

    void arrived(EndPoint endPoint) {
        EndPoint oldest = null;
        synchronized (here) {
            here.add(endPoint);
            if (here.size() > most) {
                oldest = here.iterator().next();
                here.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    void left(EndPoint endPoint) {
        synchronized (here) {
            here.remove(endPoint);
        }
    }
}
