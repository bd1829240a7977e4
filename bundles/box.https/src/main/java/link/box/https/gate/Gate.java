package link.box.https.gate;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Access;
import link.box.api.access.ConnectionClass;
import link.box.https.device.Devices;
import link.box.https.hosts.Host;
import link.box.https.hosts.Neighbours;
import link.box.https.hosts.OwnHosts;
import link.box.https.hosts.Paths;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sees every request before anything else does, and lets through what is for this Box, comes from where it may, and is open to all or
 * made by somebody logged in. Denies by default, for every path of every context.
 */
final class Gate extends Handler.Wrapper {
    static final String PING = "/ping";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final OwnHosts hosts;
    private final Neighbours neighbours;
    private final AccessRoom room;
    private final WaitingRoom waiting;
    private final Hsts hsts;
    private final String tunnel;
    private final Decision decision;

    /**
     * @param inside where to pass on what may pass
     * @param devices what is below {@code /d}
     * @param hsts what is promised to browsers
     * @param small largest body in bytes of what is no logged in person's request to a device
     * @param waiting where requests wait for a bundle that is being updated
     * @param tunnel name of the connector that the tunnel ends at
     */
    Gate(Handler inside, OwnHosts hosts, Neighbours neighbours, AccessRoom room, WaitingRoom waiting, Devices devices, Hsts hsts, int small,
            String tunnel) {
        super(inside);
        this.hosts = hosts;
        this.neighbours = neighbours;
        this.room = room;
        this.waiting = waiting;
        this.hsts = hsts;
        this.tunnel = tunnel;
        this.decision = new Decision(inside, devices, small, access -> room.access() == access);
    }

    @Override
    protected void doStart() throws Exception {
        waiting.open();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        waiting.close();
        super.doStop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Line line = Line.of(request);
        Optional<Host> host = line.host(request);
        if (host.isEmpty() || !Paths.unambiguous(request.getHttpURI().getPath())) {
            return answer(Answer.MALFORMED, response, callback);
        }
        ConnectionClass from = from(request.getConnectionMetaData());
        if (!forUs(request.getConnectionMetaData(), from, host.get(), line.sni())) {
            return answer(Answer.MISDIRECTED, response, callback);
        }
        request.setAttribute(ConnectionClass.ATTRIBUTE, from);
        Response ours = hsts.on(request, line, response, host.get());
        Tickets tickets = Tickets.of(request.getHttpURI().getQuery());
        Visit visit = new Visit(tickets.without(request), ours, callback, host.get(), request.getHttpURI().getDecodedPath(), from,
                tickets);
        if (!METHODS.contains(request.getMethod())) {
            return visit.answer(Answer.BAD_METHOD);
        }
        return visit.ping() ? pong(visit) : new Turn(visit, room, waiting, decision).take();
    }

    /** Before it is known that the request is for us. */
    private static boolean answer(Answer answer, Response response, Callback callback) {
        answer.write(response, callback);
        return true;
    }

    private ConnectionClass from(ConnectionMetaData connection) {
        return tunnel.equals(connection.getConnector().getName()) ? ConnectionClass.TUNNEL
                : neighbours.of(inet(connection.getRemoteSocketAddress()).getAddress(),
                        inet(connection.getLocalSocketAddress()).getAddress());
    }

    private boolean forUs(ConnectionMetaData connection, ConnectionClass from, Host host, List<String> sni) {
        if (from == ConnectionClass.TUNNEL) {
            return hosts.outside(host, sni);
        }
        InetSocketAddress local = inet(connection.getLocalSocketAddress());
        return from != ConnectionClass.PUBLIC && hosts.atHome(host, local.getAddress(), local.getPort(), sni);
    }

    /** Answered whether or not anybody is logged in or could be: an app looks with it for the way to the Box. */
    private boolean pong(Visit visit) {
        Access access = room.access();
        if (access != null && Origins.of(visit, access) == Origins.APP) {
            visit.allowOrigin();
        }
        return visit.answer(Answer.PONG);
    }

    private static InetSocketAddress inet(SocketAddress address) {
        return (InetSocketAddress) address;
    }
}
