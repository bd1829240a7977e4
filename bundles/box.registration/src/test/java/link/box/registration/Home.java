package link.box.registration;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.ConnectedApps;
import link.box.api.access.Letterbox;
import link.box.api.net.ExternalAddress;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.registration.Url;
import link.box.testing.ClosedAccess;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;

/** A Box in a home, with a registration server over real TLS. */
final class Home implements AutoCloseable {
    static final String APP = "https://app.example";
    static final Endpoint LAN = new Offer(Endpoint.Reach.LAN, List.of(url("https://abc.box.test", Url.Kind.MAIN),
            url("https://local.abc.box.test", Url.Kind.LOCAL)));
    static final Endpoint TUNNEL = new Offer(Endpoint.Reach.TUNNEL, List.of(url("https://remote.abc.box.test", Url.Kind.TUNNEL)));

    final ManualWorker worker = new ManualWorker();
    final RegistrationServer server;
    private final Registry registry;
    private final Map<String, Object> settings = new HashMap<>();
    private InetAddress[] addresses = {literal("127.0.0.1"), literal("::1")};
    private Announcer announcer;

    Home(Path folder) throws Exception {
        server = new RegistrationServer(folder, new InetSocketAddress("::", 0), "localhost");
        registry = new Registry("link.box.registration", folder);
        settings.putAll(Map.of("server", "https://localhost:" + server.port(), "trust", server.trust()));
    }

    Home set(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** The server has no IPv6 address. */
    Home ipv4Only() {
        addresses = new InetAddress[] {literal("127.0.0.1")};
        return this;
    }

    /** A Box that is set up, in the first minute after its start, with an app. */
    Announcer start() {
        announcer = new Announcer(registry.context(), new FakeIdentity("abc", "box.test"), worker,
                Settings.of(Announcer.Config.class, settings), host -> addresses);
        worker.run();
        announcer.setAccess(new ClosedAccess(() -> true));
        announcer.setAddress(published("192.168.1.23"));
        announcer.setApps(apps());
        worker.run();
        return announcer;
    }

    /** The same, when the window after the start is over. */
    Announcer startLongAgo() {
        start();
        worker.advance(Duration.ofMinutes(6));
        server.posts.clear();
        return announcer;
    }

    Optional<Registration> registration() {
        return registry.of(Registration.class).stream().findFirst();
    }

    static ConnectedApps apps(Letterbox... letterboxes) {
        return new ConnectedApps(Set.of(APP), List.of(letterboxes));
    }

    static PublishedAddress published(String address) {
        InetAddress ip = literal(address);
        return new PublishedAddress(Optional.of(ip).filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast),
                Optional.of(ip).filter(Inet6Address.class::isInstance).map(Inet6Address.class::cast), true,
                List.of(new PublishedName("abc.box.test", PublishedName.Kind.MAIN)));
    }

    static ExternalAddress router(String address) {
        return new ExternalAddress((Inet4Address) literal(address), "NAT-PMP");
    }

    static Url url(String text, Url.Kind kind) {
        return new Url(URI.create(text), kind);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
