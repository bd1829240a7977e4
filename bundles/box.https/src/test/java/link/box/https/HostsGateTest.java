package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names and certificates the Box answers, over real TLS. */
class HostsGateTest {
    private static final String A = "a.abc.box.test";
    private static final String B = "b.abc.box.test";
    private Lab lab;
    private Made made;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(new FakeAccess());
        made = new Mint().make(Lab.MAIN, A, B, "*." + Lab.MAIN);
        lab.generations.take(KeyAndChain.of(made.key(), made.chain()));
        lab.published = new PublishedAddress(Optional.empty(), Optional.empty(), true, List.of(
                new PublishedName(A, PublishedName.Kind.MIRROR), new PublishedName(B, PublishedName.Kind.MIRROR)));
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void h5_names_of_one_certificate_share_a_connection() throws Exception {
        try (Wire wire = lab.wire(lab.lan, A)) {
            assertEquals(made.chain().get(0), wire.certificate());
            assertEquals(200, status(wire, A));
            assertEquals(200, status(wire, B));
            assertEquals(200, status(wire, Lab.MAIN));
        }
    }

    @Test
    void h1_each_request_of_a_connection_is_looked_at_anew() throws Exception {
        for (String host : List.of("evil.example", "127.0.0.1", "b.abc.box.test.evil.example")) {
            try (Wire wire = lab.wire(lab.lan, A)) {
                assertEquals(200, status(wire, A));
                assertEquals(421, status(wire, host), host);
            }
        }
        try (Wire wire = lab.wire(lab.lan, A)) {
            assertEquals(200, status(wire, A));
            assertEquals(400, status(wire, "a_b"));
        }
        try (Wire wire = lab.wire(lab.lan, A)) {
            assertEquals(200, status(wire, A));
            lab.published = new PublishedAddress(Optional.empty(), Optional.empty(), true, List.of());
            assertEquals(421, status(wire, A), "a mirror that is no more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "box-abc.local", "remote.abc.box.test"})
    void h5_what_belongs_to_another_certificate_does_not(String host) throws Exception {
        try (Wire wire = lab.wire(lab.lan, A)) {
            assertEquals(421, status(wire, host));
        }
    }

    @Test
    void h5_without_a_name_in_the_handshake_there_is_no_public_name() throws Exception {
        try (Wire wire = lab.wire(lab.lan, "")) {
            assertEquals(421, status(wire, Lab.MAIN));
        }
    }

    @Test
    void h7_an_address_is_answered_under_the_certificate_of_the_identity() throws Exception {
        try (Wire wire = lab.wire(lab.lan, "")) {
            assertEquals(Lab.BOX.certificate(), wire.certificate());
            assertEquals(200, status(wire, "127.0.0.1"));
        }
    }

    @Test
    void h3_a_name_made_of_another_address_is_not_ours() throws Exception {
        try (Wire wire = lab.wire(lab.lan, A)) {
            assertEquals(421, status(wire, "192-168-1-99.abc.box.test"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Lab.MAIN, A, "127.0.0.1"})
    void h4_the_tunnel_leads_to_no_name_of_the_home(String host) throws Exception {
        try (Wire wire = lab.wire(lab.tunnel, "remote.abc.box.test")) {
            wire.send("GET /login HTTP/1.1", "Host: " + host);
            assertEquals(421, wire.reply().status());
        }
    }

    private int status(Wire wire, String host) throws Exception {
        wire.send("GET /login HTTP/1.1", "Host: " + host + ":" + lab.lan);
        return wire.reply().status();
    }
}
