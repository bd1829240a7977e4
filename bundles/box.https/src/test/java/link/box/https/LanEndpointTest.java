package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.PublishedName.Kind;
import link.box.api.registration.Endpoint;
import link.box.api.tls.TlsCertificate;
import link.box.testing.Made;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class LanEndpointTest {
    private static final TlsCertificate CERTIFICATE =
            new TlsCertificate(List.of("abc.box.test", "*.abc.box.test"), Made.selfSigned("abc.box.test").chain());
    private final Registry registry = new Registry("link.box.https", Path.of("unused"));

    @Test
    void the_urls_at_home_stand_in_the_order_to_try() throws Exception {
        assertEquals(List.of("https://abc.box.test", "https://192-168-1-20.abc.box.test", "https://a.abc.box.test", "https://local.abc.box.test"),
                urls(endpoint(443, 0)));
    }

    @Test
    void another_port_is_named() throws Exception {
        assertEquals("https://abc.box.test:8443", urls(endpoint(8443, 0)).get(0));
        assertEquals("https://abc.box.test", urls(endpoint(8443, 443)).get(0));
    }

    @Test
    void names_that_the_certificate_does_not_hold_are_left_out() throws Exception {
        LanEndpoint endpoint = endpoint(443, 0);
        endpoint.setCertificate(new TlsCertificate(List.of("abc.box.test"), CERTIFICATE.chain()));
        assertEquals(1, registry.of(Endpoint.class).get(0).urls().size());
        endpoint.setCertificate(new TlsCertificate(List.of("other.box.test"), CERTIFICATE.chain()));
        assertEquals(List.of(), registry.of(Endpoint.class));
    }

    @Test
    void a_new_address_with_the_same_names_changes_nothing() throws Exception {
        LanEndpoint endpoint = endpoint(443, 0);
        Endpoint before = registry.of(Endpoint.class).get(0);
        PublishedAddress next = address("192.168.1.21");
        endpoint.setAddress(next);
        endpoint.unsetAddress(address("192.168.1.20"));
        assertEquals(List.of(before), registry.of(Endpoint.class));
    }

    private LanEndpoint endpoint(int lan, int outside) throws Exception {
        LanEndpoint endpoint = new LanEndpoint(registry.context(),
                Settings.of(HttpsConfig.class, Map.of("lan_port", lan, "public_port", outside)));
        endpoint.setAddress(address("192.168.1.20"));
        endpoint.setCertificate(CERTIFICATE);
        endpoint.start();
        return endpoint;
    }

    private static PublishedAddress address(String text) throws Exception {
        return new PublishedAddress(Optional.of((Inet4Address) InetAddress.getByName(text)), Optional.empty(), true,
                List.of(new PublishedName("abc.box.test", Kind.MAIN), new PublishedName("192-168-1-20.abc.box.test", Kind.ADDRESS),
                        new PublishedName("a.abc.box.test", Kind.MIRROR), new PublishedName("local.abc.box.test", Kind.LOCAL)));
    }

    private List<String> urls(LanEndpoint endpoint) {
        List<Endpoint> facts = registry.of(Endpoint.class);
        endpoint.close();
        return facts.get(facts.size() - 1).urls().stream().map(url -> url.uri().toString()).toList();
    }
}
