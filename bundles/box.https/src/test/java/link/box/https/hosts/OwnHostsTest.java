package link.box.https.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.PublishedName.Kind;
import link.box.testing.FakeIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHostsTest {
    private static final FakeIdentity BOX = new FakeIdentity("abc", "box.test");
    private static final PublishedAddress PUBLISHED = new PublishedAddress(Optional.empty(), Optional.empty(), true,
            Stream.of("a", "b", "d", "192-168-1-20").map(label -> new PublishedName(label + ".abc.box.test", Kind.MIRROR)).toList());
    private final OwnHosts hosts = new OwnHosts(new Known(() -> BOX, () -> null, () -> PUBLISHED, () -> new MulticastName("box-abc.local")),
            Set.of(443));

    @ParameterizedTest
    @CsvSource({
        // Host, SNI, allowed at home
        "abc.box.test, abc.box.test, true",
        "abc.box.test:8443, abc.box.test, true",
        "local.abc.box.test, local.abc.box.test, true",
        "a.abc.box.test, a.abc.box.test, true",
        "b.abc.box.test, a.abc.box.test, true",
        "d.abc.box.test, d.abc.box.test, true",
        "192-168-1-20.abc.box.test, 192-168-1-20.abc.box.test, true",
        "192-168-1-21.abc.box.test, 192-168-1-21.abc.box.test, false",
        "192.168.1.20, '', true",
        "192.168.1.20:8443, '', true",
        // the name on the home network, as the address: under the identity's certificate
        "box-abc.local, '', true",
        "box-abc.local:8443, box-abc.local, true",
        "box-abc.local, abc.box.test, false",
        "box-abc.local:9443, box-abc.local, false",
        "box-abd.local, box-abd.local, false",
        "abc.box.test, box-abc.local, false",
        "192.168.1.20, box-abc.local, true",
        // the name of the tunnel leads to the tunnel
        "remote.abc.box.test, remote.abc.box.test, false",
        // another certificate was served than the host's
        "192.168.1.20, abc.box.test, false",
        "abc.box.test, '', false",
        "abc.box.test, evil.example, false",
        // not ours
        "e.abc.box.test, e.abc.box.test, false",
        "a.a.abc.box.test, a.a.abc.box.test, false",
        "xabc.box.test, xabc.box.test, false",
        "abc.box.test.evil.example, abc.box.test, false",
        "def.box.test, def.box.test, false",
        "box.test, box.test, false",
        "evil.example, abc.box.test, false",
        "evil.example, '', false",
        "localhost, '', false",
        "192.168.1.21, '', false",
        "127.0.0.1, '', false",
        "192.168.001.020, '', false",
        "[::ffff:192.168.1.20], '', false",
        // another port
        "abc.box.test:9443, abc.box.test, false",
        "192.168.1.20:80, '', false"})
    void h3_h5_only_own_names_and_the_address_of_the_socket_are_answered_to(String host, String sni, boolean allowed) throws Exception {
        List<String> asked = sni.isEmpty() ? List.of() : List.of(sni);
        assertEquals(allowed, hosts.atHome(Host.parse(host).orElseThrow(), InetAddress.getByName("192.168.1.20"), 8443, asked));
    }

    @ParameterizedTest
    @CsvSource({
        "remote.abc.box.test, remote.abc.box.test, true",
        "remote.abc.box.test:4443, remote.abc.box.test, true",
        "remote.abc.box.test, '', false",
        "remote.abc.box.test, abc.box.test, false",
        "abc.box.test, abc.box.test, false",
        "local.abc.box.test, remote.abc.box.test, false",
        "a.abc.box.test, remote.abc.box.test, false",
        "127.0.0.1, '', false",
        "box-abc.local, box-abc.local, false",
        "remote.def.box.test, remote.def.box.test, false"})
    void h4_through_the_tunnel_there_is_one_name(String host, String sni, boolean allowed) {
        assertEquals(allowed, hosts.outside(Host.parse(host).orElseThrow(), sni.isEmpty() ? List.of() : List.of(sni)));
    }

    @Test
    void without_an_identity_only_the_address_is_left() throws Exception {
        OwnHosts nobody = new OwnHosts(new Known(() -> null, () -> null, () -> null, () -> null), Set.of());
        InetAddress local = InetAddress.getByName("fd00::20");
        assertTrue(nobody.atHome(Host.parse("[fd00::20]").orElseThrow(), local, 443, List.of()));
        assertFalse(nobody.atHome(Host.parse("abc.box.test").orElseThrow(), local, 443, List.of("abc.box.test")));
        assertFalse(nobody.atHome(Host.parse("box-abc.local").orElseThrow(), local, 443, List.of()));
        assertFalse(nobody.outside(Host.parse("remote.abc.box.test").orElseThrow(), List.of("remote.abc.box.test")));
    }
}
