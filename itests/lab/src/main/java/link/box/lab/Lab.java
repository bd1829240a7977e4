package link.box.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that a Box needs to come online: {@code cloud} (zone, registration, app, the tunnels' frontend) and pebble, each a process of
 * its own on loopback; and Boxes, each with a data directory and ports of its own. {@link #start} starts the far side.
 */
public final class Lab implements AutoCloseable {
    /** The zone of all Boxes here. */
    public static final String ZONE = "box.test";
    /** The address that the Box publishes: a home network's, which nobody listens on here. */
    public static final String HOME_ADDRESS = "192.168.77.20";
    /** The label of that address below the Box's main name. */
    public static final String HOME_LABEL = HOME_ADDRESS.replace('.', '-');
    /** The app's host. */
    public static final String APP = "app.link.test";
    /** The registration server's host. */
    public static final String REGISTRATION = "registration.link.test";
    /** The registration server by IPv4 alone. */
    public static final String REGISTRATION_V4 = "v4." + REGISTRATION;
    /** The registration server by IPv6 alone. */
    public static final String REGISTRATION_V6 = "v6." + REGISTRATION;
    /** Where those come from who come by {@link LabBox#tunnelPort}. */
    public static final String STRANGER = "203.0.113.9";
    static final String ZONE_SERVER = "zone.link.test";
    static final String LOOPBACK = "127.0.0.1";

    private final Path directory;
    private final LabOptions options;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final LabCa ca;
    private final HostsFile hosts;
    private final FarPorts ports = FarPorts.free();
    private final Path images;
    private final ImageProcess cloud;
    private final ImageProcess frontend;
    private final LabBox box;
    private final Optional<Unbound> resolver;
    private final Pebble pebble;
    private final Optional<PagekiteFrontend> pagekite;

    /**
     * Chooses ports and makes the files; starts nothing.
     *
     * @param images directory with the images {@code lab} and {@code cloud}
     * @param directory where all files of this lab go; must be empty or absent
     */
    public Lab(Path images, Path directory, LabOptions options) throws IOException {
        this.images = images;
        this.directory = Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.options = options;
        this.ca = new LabCa();
        hosts = new HostsFile(directory.resolve("hosts"));
        hosts.add(LOOPBACK, ZONE_SERVER, REGISTRATION, REGISTRATION_V4, APP, Pebble.NAME);
        if (options.ipv6()) {
            hosts.add("::1", REGISTRATION, REGISTRATION_V6);
        }
        ca.writeRoot(directory.resolve("root.pem"));
        ca.issue(directory.resolve("cloud.pem"), directory.resolve("cloud.key"), ZONE_SERVER, REGISTRATION, REGISTRATION_V4,
                REGISTRATION_V6, APP);
        CloudImages clouds = new CloudImages(images, directory, options, ports);
        cloud = kept(clouds.cloud(hosts));
        resolver = options.caching() ? Optional.of(kept(new Unbound(directory, ports.resolver(), ZONE, ports.dns()))) : Optional.empty();
        pebble = kept(new Pebble(directory, ca, options.caching() ? ports.resolver() : ports.dns(), options.rejectedNonces()));
        frontend = options.frontend() == LabOptions.Frontend.APART ? kept(clouds.frontend()) : cloud;
        pagekite = options.frontend() == LabOptions.Frontend.PAGEKITE ? Optional.of(kept(newPagekite())) : Optional.empty();
        box = addBox(directory);
    }

    private <T extends AutoCloseable> T kept(T part) {
        running.push(part);
        return part;
    }

    /** Starts the far side; returns when all of it answers. */
    public Lab start() throws IOException, InterruptedException {
        cloud.start();
        awaitCloud();
        if (resolver.isPresent()) {
            resolver.get().start();
        }
        pebble.start();
        if (frontend != cloud) {
            frontend.start();
        }
        if (pagekite.isPresent()) {
            pagekite.get().start();
        }
        return this;
    }

    /** Waits until zone, registration and app answer. */
    public void awaitCloud() throws InterruptedException, IOException {
        Web client = new Web(List.of(ca.root()));
        Await.isTrue(Duration.ofSeconds(90), "the cloud answers", () -> {
            if (!cloud.program().alive()) {
                throw new InterruptedException("the cloud has ended: " + cloud.program().output());
            }
            return client.get(app() + "/").statusCode() == 200 && client.get(registration() + "/v2/boxes").statusCode() == 200
                    && client.get(zoneServer() + "/v2/x").statusCode() == 401;
        });
    }

    private PagekiteFrontend newPagekite() throws IOException {
        String secret = UUID.randomUUID().toString();
        secret("kite.secret", secret);
        return new PagekiteFrontend(directory, ZONE, secret, ports.frontend());
    }

    /** @return one more Box in a directory of its own below this lab's; not started */
    public LabBox addBox(String name) throws IOException {
        return addBox(Files.createDirectories(directory.resolve(name)));
    }

    private LabBox addBox(Path place) throws IOException {
        int[] own = Ports.free(3);
        ImageProcess process = new ImageProcess("box", images.resolve("lab"), place, List.of()).options(hosts.option())
                .set("clock.source", "system") // a lab has no NTP, and CI machines seldom
                .set("zone.name", ZONE).set("zone.server", zoneServer()).set("zone.trust", directory.resolve("root.pem"))
                .set("identity.form", options.identityForm())
                .set("acme.directory", pebble.directory()).set("acme.trust", directory.resolve("root.pem"))
                .set("acme.nameservers", LOOPBACK + ":" + ports.dns()).set("acme.txt.cache", 0)
                .set("https.address", LOOPBACK).set("https.port", own[0])
                .set("http.address", LOOPBACK).set("http.port", own[2]).set("ui.trusted", "link.sample.device")
                .set("tunnel.port", own[1]).set("tunnel.frontend", LOOPBACK + ":" + ports.frontend())
                .set("tunnel.frontend.address", LOOPBACK).set("tunnel.frontend.port", ports.frontend())
                .set("tunnel.frontend.tls", "false") // it is known by its address here, as Debian's is
                .set("registration.server", registration()).set("registration.trust", directory.resolve("root.pem"))
                .set("login.apps", app())
                .set("lab.address", HOME_ADDRESS).set("lab.loopback", "true");
        if (pagekite.isPresent()) {
            process.set("tunnel.secret", directory.resolve("kite.secret"));
        }
        options.settings().forEach(process::set);
        return new LabBox(kept(process), own[0], kept(new Outside(own[1], STRANGER)).port(), own[2]);
    }

    /** @return the Box; not started */
    public ImageProcess box() {
        return box.process();
    }

    /** @return the Box with its ports */
    public LabBox theBox() {
        return box;
    }

    /** @return the lab's own CA */
    public LabCa ca() {
        return ca;
    }

    /** @return the far side of our own */
    public ImageProcess cloud() {
        return cloud;
    }

    /** @return the process with the tunnels' frontend: the cloud, or one {@link LabOptions.Frontend#APART} */
    public ImageProcess frontend() {
        return frontend;
    }

    /** @return Debian's frontend, in a lab that has it */
    public PagekiteFrontend pagekite() {
        return pagekite.orElseThrow();
    }

    /** @return the frontend's port, for tunnels and visitors */
    public int frontendPort() {
        return ports.frontend();
    }

    /** @return origin of the Box of that main name, as somebody away from home reaches it, by the frontend's port */
    public String remote(String main) {
        return "https://remote." + main + ":" + ports.frontend();
    }

    /** @return the CA */
    public Pebble pebble() {
        return pebble;
    }

    /** @return origin of the app */
    public String app() {
        return "https://" + APP + ":" + ports.app();
    }

    /** @return origin of the registration server */
    public String registration() {
        return "https://" + REGISTRATION + ":" + ports.registration();
    }

    /** @return origin of the zone API */
    public String zoneServer() {
        return "https://" + ZONE_SERVER + ":" + ports.zone();
    }

    /** @return whether the registration server has an IPv6 address, too */
    public boolean ipv6() {
        return options.ipv6();
    }

    /** @return the authoritative server's port */
    public int dnsPort() {
        return ports.dns();
    }

    /** @return the Box's HTTPS port */
    public int boxPort() {
        return box.port();
    }

    /** @return a file of the lab */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** @return a file of the lab with a secret, that nobody else may read */
    public Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(file(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Lets JVMs of the lab find this name on loopback. */
    public void name(String host) throws IOException {
        hosts.add(LOOPBACK, host);
    }

    /** Lets JVMs of the lab find the Box's names on loopback, as a browser does that is at home. */
    public void nameBox(String main) throws IOException {
        hosts.add(LOOPBACK, main, "local." + main, "a." + main, HOME_LABEL + "." + main, "remote." + main);
    }

    /** @return the roots that a visitor of the lab believes: the lab's own, and that of the CA once it has been started */
    public List<X509Certificate> roots() {
        return pebble.root() == null ? List.of(ca.root()) : List.of(ca.root(), pebble.root());
    }

    /** @return a visitor's client, at home */
    public Web visitor() throws IOException {
        return new Web(roots());
    }

    /** @return a visitor's client that goes through the tunnel's frontend by HTTP CONNECT: for the names as they are at port 443 */
    public Web visitorFromOutside() throws IOException {
        return new Web(roots(), new InetSocketAddress(LOOPBACK, ports.frontend()));
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IOException("a program of the lab did not end: " + e.getMessage(), e);
            }
        }
    }
}
