package link.box.https.gate;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import link.box.api.access.Access;
import link.box.api.access.ConnectionClass;
import link.box.https.device.Devices;
import link.box.https.hosts.Known;
import link.box.https.hosts.Neighbours;
import link.box.https.hosts.OwnHosts;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Builds the gate, and keeps what outlives a restart of Jetty: who decides on access, and who waits. */
public final class Gatehouse {
    /** How long a request waits, in life, for a bundle that is being updated. */
    public static final Duration HOLD = Duration.ofSeconds(2);
    private static final int SMALL = 8 * 1024;
    private static final int TUNNEL_PLACES = 32;

    private final WaitingRoom waiting;
    private final AccessRoom room;
    private final OwnHosts hosts;
    private final Neighbours neighbours;
    private final Devices devices;
    private final Hsts hsts;
    private final Settings settings;

    /**
     * @param tunnel name of the connector that the tunnel ends at
     * @param ports what URLs at home may name besides the port of the connection
     * @param body largest request body in bytes
     * @param lab count this machine as the home network
     * @param hold how long a request waits for a bundle that is being updated
     */
    public record Settings(String tunnel, Set<Integer> ports, long body, boolean lab, Duration hold) {
    }

    /**
     * @param devices what is below {@code /d}
     * @param strict for how many seconds browsers may insist on HTTPS at a host name; 0: not at all
     */
    public Gatehouse(Known known, Devices devices, ToLongFunction<String> strict, Settings settings) {
        this.waiting = new WaitingRoom(settings.hold());
        this.room = new AccessRoom(waiting);
        this.hosts = new OwnHosts(known, settings.ports());
        this.neighbours = new Neighbours(known.addresses(), known.identity(), settings.lab());
        this.devices = devices;
        devices.onArrival(waiting::look);
        this.hsts = new Hsts(strict, known.identity());
        this.settings = settings;
    }

    /** @return the handler that passes on to Felix what may pass */
    public Handler before(Request.Handler felix) {
        Handler.Singleton sized = new Bodies(settings.body());
        sized.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return felix.handle(request, response, callback);
            }
        });
        int small = (int) Math.min(SMALL, settings.body());
        return new Gate(new Places(TUNNEL_PLACES, sized), hosts, neighbours, room, waiting, devices, hsts, small, settings.tunnel());
    }

    /** @return what shows through the tunnel, too, that a browser is at home; empty if it is not, or nobody makes it now */
    public Optional<String> pass(ConnectionClass from) {
        Access access = room.access();
        return access == null ? Optional.empty() : access.homePass(from);
    }

    /** Whoever waits goes on; returns at once. */
    public void arrived(Access access) {
        room.arrived(access);
    }

    /** Requests wait from now on, unless another has arrived. */
    public void left(Access access) {
        room.left(access);
    }
}
