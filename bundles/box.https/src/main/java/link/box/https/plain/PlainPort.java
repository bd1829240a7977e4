package link.box.https.plain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.ConnectionClass;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Advice;
import link.box.https.hosts.Host;
import link.box.https.hosts.Known;
import link.box.https.hosts.Neighbours;
import link.box.https.hosts.OwnHosts;
import link.box.https.hosts.Paths;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * All that is said without encryption: where the encrypted pages are. No cookie, no form, no secret; nothing of it reaches Felix, and who
 * asks for another host learns nothing.
 */
public final class PlainPort implements Request.Handler {
    private static final String GO = "/.well-known/box/go";
    private static final int HTTP = 80;
    private static final int PATH = 2048;
    private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html;charset=utf-8", "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer", "Content-Security-Policy", InfoPage.POLICY);

    private final Known known;
    private final OwnHosts hosts;
    private final Neighbours neighbours;
    private final Way way;

    /** A request, and what is known of it. */
    private record Call(Request request, Response response, Callback callback, Host host, InetAddress local, ConnectionClass from) {
        private boolean answer(int status, Map<String, String> headers, String body) {
            response.setStatus(status);
            HttpFields.Mutable fields = response.getHeaders();
            fields.put(HttpHeader.CACHE_CONTROL, "no-store");
            headers.forEach(fields::put);
            response.write(true, StandardCharsets.UTF_8.encode(body), callback);
            return true;
        }
    }

    /** @param lab count this machine as the home network */
    public PlainPort(Known known, boolean lab, Way way) {
        this.known = known;
        this.hosts = new OwnHosts(known, Set.of());
        this.neighbours = new Neighbours(known.addresses(), known.identity(), lab);
        this.way = way;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        InetSocketAddress local = (InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress();
        InetSocketAddress peer = (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        List<String> asked = request.getHeaders().getValuesList(HttpHeader.HOST);
        Optional<Host> host = asked.size() == 1 ? Host.parse(asked.get(0), HTTP) : Optional.empty();
        Call call = new Call(request, response, callback, host.orElse(null), here(host, local.getAddress()),
                neighbours.of(peer.getAddress(), local.getAddress()));
        if (host.isEmpty() || !Paths.unambiguous(request.getHttpURI().getPath())) {
            return call.answer(400, Map.of("Connection", "close"), "");
        }
        boolean port = host.get().port() == HTTP || host.get().port() == local.getPort();
        boolean ours = hosts.named(host.get()) || hosts.here(host.get(), call.local());
        return port && ours && call.from() != ConnectionClass.PUBLIC ? ours(call) : misdirected(call);
    }

    /** In a lab the address that is told is made up, and leads to this machine. */
    private InetAddress here(Optional<Host> host, InetAddress local) {
        PublishedAddress told = known.published().get();
        return Optional.ofNullable(told).filter(any -> neighbours.lab()).flatMap(PublishedAddress::ipv4).map(InetAddress.class::cast)
                .filter(madeUp -> host.isPresent() && hosts.addressed(host.get(), madeUp)).orElse(local);
    }

    private boolean ours(Call call) {
        String method = call.request().getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return call.answer(403, Map.of("Connection", "close"), "");
        }
        BoxIdentity box = known.identity().get();
        if (box == null) {
            return call.answer(503, Map.of("Retry-After", "2"), "");
        }
        if (call.request().getHttpURI().getPath().equals(GO)) {
            return go(call, box);
        }
        return hosts.named(call.host()) ? call.answer(308, Map.of("Location", encrypted(call)), "") : info(call, box, false);
    }

    /** The first step of an app that has found the Box's address: only here it learns the name, and only who is at home. */
    private boolean go(Call call, BoxIdentity box) {
        boolean home = call.from() == ConnectionClass.ON_LINK || call.from() == ConnectionClass.PRIVATE;
        if (!home || !hosts.addressed(call.host(), call.local()) || !call.request().getMethod().equals("GET")) {
            return misdirected(call);
        }
        Optional<String> next = way.toConnect(box.names(), call.from());
        return next.isPresent() ? call.answer(303, Map.of("Location", next.get()), "") : info(call, box, true);
    }

    private boolean info(Call call, BoxIdentity box, boolean blocked) {
        RebindProtection rebind = way.rebind().get();
        List<String> names = blocked ? List.of() : List.of(way.to(box.names().main()));
        List<Advice> advice = blocked && rebind != null ? rebind.advice() : List.of();
        return call.answer(200, PAGE, InfoPage.of(box, names, way.to(call.local()), advice));
    }

    private String encrypted(Call call) {
        String path = call.request().getHttpURI().getPathQuery();
        return call.host().origin(way.port()) + (path.length() > PATH ? "/" : path);
    }

    private static boolean misdirected(Call call) {
        return call.answer(421, Map.of("Connection", "close"), "");
    }
}
