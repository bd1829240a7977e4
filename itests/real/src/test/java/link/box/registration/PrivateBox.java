package link.box.registration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import link.box.api.access.ConnectedApps;
import link.box.api.access.Letterbox;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.registration.Url;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;

/** The Box's side of announcing alone, as it is built in, with facts that a test makes. */
public final class PrivateBox {
    public static final String APP = "https://app.example";
    public static final String ADDRESS = "192.168.1.23";
    public static final String LOCATOR = "l".repeat(22);

    private final ManualWorker worker = new ManualWorker();
    private final Registry registry;
    private final Announcer announcer;

    /** @param trust PEM file with the server's CA */
    public PrivateBox(String server, Path trust, Path data) throws Exception {
        registry = new Registry("link.box.registration", data);
        announcer = new Announcer(registry.context(), new FakeIdentity("abc", "box.test"), worker, Settings.of(Announcer.Config.class,
                Map.of("server", server, "trust", trust.toString(), "discovery", "always")));
        announcer.setAddress(new PublishedAddress(Optional.of((Inet4Address) InetAddress.getByName(ADDRESS)), Optional.empty(), true,
                List.of(new PublishedName("abc.box.test", PublishedName.Kind.MAIN))));
        announcer.addEndpoint(new Way(Endpoint.Reach.LAN, List.of(new Url(URI.create("https://abc.box.test"), Url.Kind.MAIN))));
    }

    private record Way(Reach reach, List<Url> urls) implements Endpoint {
    }

    /** In the place of sealing, the text is only put into letters that the wire takes. */
    private record Open(String locator, String writeKey) implements Letterbox {
        @Override
        public String seal(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void connect(Set<String> origins) {
        announcer.setApps(new ConnectedApps(origins, List.of(new Open(LOCATOR, "w".repeat(43)))));
        advance(Duration.ofSeconds(3));
    }

    public void advance(Duration time) {
        worker.advance(time);
    }

    /** @return what it cannot do now */
    public List<String> failures() {
        return Stream.of(PrivateList.JOB, Letters.JOB).flatMap(each -> worker.failure(each).stream()).map(Exception::getMessage).toList();
    }

    public Optional<Registration> registration() {
        return registry.of(Registration.class).stream().findFirst();
    }
}
