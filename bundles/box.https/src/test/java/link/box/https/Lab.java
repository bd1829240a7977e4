package link.box.https;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.tunnel.Tunnel;
import link.box.common.front.FrontServer;
import link.box.common.front.Port;
import link.box.https.device.Door;
import link.box.https.gate.Gatehouse;
import link.box.https.hosts.Known;
import link.box.https.plain.PlainPort;
import link.box.https.plain.Way;
import link.box.testing.FakeIdentity;
import link.box.testing.FreePort;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The real front server with the real gate, before a Felix that tells what reaches it. */
final class Lab implements AutoCloseable {
    static final FakeIdentity BOX = new FakeIdentity("abc", "box.test");
    static final String MAIN = "abc.box.test";

    final int lan = FreePort.next();
    final int tunnel = FreePort.next();
    final int http = FreePort.next();
    final Generations generations = new Generations();
    final FakeDevices devices = new FakeDevices();
    final Gatehouse gate;
    final AtomicInteger reached = new AtomicInteger();
    final SSLContext client = Wire.client();
    /** The name on the home network. */
    volatile MulticastName multicast;
    /** The public names. */
    volatile PublishedAddress published;
    /** What the home's resolver withholds. */
    volatile RebindProtection rebind;
    /** The way round. */
    volatile Tunnel kite;
    /** For how long browsers are told to insist on HTTPS. */
    volatile ToLongFunction<String> strict = host -> 0;
    /** What happens while {@code .../gone} is looked for. */
    volatile Runnable meanwhile = () -> { };
    /** Whether it is found all the same, and how it is answered if it is not. */
    volatile int gone = 404;
    /** Whether a request for it gets as far as a servlet. */
    volatile boolean reaching;
    /** What {@code ?wait} waits for. */
    final CountDownLatch latch = new CountDownLatch(1);
    /** As many threads as in the image. */
    private final Server felix = new Server(new QueuedThreadPool(48));
    private final Connector anchor;

    Lab() throws Exception {
        this(true);
    }

    /** For tests in which somebody waits for what comes: however busy the machine is, it comes before he gives up. */
    static Lab patient() throws Exception {
        return new Lab(true, Duration.ofMinutes(1));
    }

    /** @param atHome whether this machine counts as the home network */
    Lab(boolean atHome) throws Exception {
        this(atHome, Gatehouse.HOLD);
    }

    private Lab(boolean atHome, Duration hold) throws Exception {
        felix.setHandler(new Mirror());
        felix.start();
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new ServerKeys(generations, () -> BOX)}, null, null);
        Known known = new Known(() -> BOX, () -> null, () -> published, () -> multicast);
        gate = new Gatehouse(known, devices.devices(), host -> strict.applyAsLong(host),
                new Gatehouse.Settings("tunnel", Set.of(443), 1000, atHome, hold));
        PlainPort plain = new PlainPort(known, atHome, new Way(() -> published, () -> rebind, () -> kite, gate::pass, lan));
        FrontServer front = new FrontServer(new Registry("link.box.https", Path.of("unused")).context(), new ManualWorker(),
                felix -> new Entrance(gate.before(felix), plain));
        anchor = front.before(felix, List.of(new Port("lan", "127.0.0.1", lan, tls, false, 400),
                new Port("tunnel", "127.0.0.1", tunnel, tls, false, 400), Port.plain("http", "127.0.0.1", http, 400)));
        front.connectors().get(0).getServer().setErrorHandler(Overflow::answer);
        anchor.start();
    }

    Wire wire(int port, String sni) throws IOException {
        return new Wire(client, port, sni);
    }

    /** One request at home, to the main name. */
    Wire.Reply ask(String request, String... headers) throws IOException {
        return ask(lan, MAIN, request, headers);
    }

    Wire.Reply ask(int port, String host, String request, String... headers) throws IOException {
        try (Wire wire = wire(port, host)) {
            String[] lines = new String[headers.length + 2];
            lines[0] = request + " HTTP/1.1";
            lines[1] = "Host: " + host + ":" + port;
            System.arraycopy(headers, 0, lines, 2, headers.length);
            wire.send(lines);
            return wire.reply();
        }
    }

    /** One request without encryption. */
    Wire.Reply plainly(String host, String request, String... headers) throws IOException {
        try (Wire wire = new Wire(http)) {
            wire.send(Stream.concat(Stream.of(request + " HTTP/1.1", "Host: " + host), Stream.of(headers)).toArray(String[]::new));
            return wire.reply();
        }
    }

    @Override
    public void close() throws Exception {
        anchor.stop();
        felix.stop();
    }

    private final class Mirror extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            reached.incrementAndGet();
            String body = Content.Source.asString(request);
            if (request.getHttpURI().getPath().endsWith("/gone") && gone != 200) {
                if (reaching && request.getAttribute(Door.REACHED) instanceof AtomicBoolean reached) {
                    reached.set(true);
                }
                response.setStatus(gone);
                meanwhile.run();
                Content.Sink.write(response, true, "not here", callback);
                return true;
            }
            if ("wait".equals(request.getHttpURI().getQuery())) {
                latch.await();
            }
            response.getHeaders().put("Access-Control-Allow-Methods", "*").add("Set-Cookie", "__Host-bx=mine; Path=/")
                    .add("Set-Cookie", "lamp=1").add("Set-Cookie", "wide=1; path=/; DOMAIN=box.test")
                    .put("Public-Key-Pins", "x").put("Clear-Site-Data", "\"cookies\"").put("Strict-Transport-Security", "max-age=1")
                    .put("Service-Worker-Allowed", "/").put("X-Lamp", "on");
            Content.Sink.write(response, true, request.getHttpURI().getPath() + " from " + request.getAttribute(ConnectionClass.ATTRIBUTE)
                    + " by " + (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller ? caller.name() : "nobody")
                    + " cookie " + request.getHeaders().get("Cookie") + " authorization " + request.getHeaders().get("Authorization")
                    + " query " + request.getHttpURI().getQuery() + " body " + body.length(), callback);
            return true;
        }
    }
}
