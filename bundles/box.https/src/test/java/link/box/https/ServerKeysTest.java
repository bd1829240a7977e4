package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
    private static final Made CA = Made.authority("Lab");
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void before_there_is_a_certificate_the_identity_serves() throws Exception {
        assertEquals(Lab.BOX.certificate(), served(Lab.MAIN));
        assertEquals(Lab.BOX.certificate(), served(""));
    }

    @Test
    void the_certificate_is_for_its_names_and_the_identity_for_all_else() throws Exception {
        Made made = take();
        assertEquals(made.chain().get(0), served(Lab.MAIN));
        assertEquals(made.chain().get(0), served("A.abc.BOX.test"));
        assertEquals(Lab.BOX.certificate(), served("x.a.abc.box.test"));
        assertEquals(Lab.BOX.certificate(), served("evil.example"));
        assertEquals(Lab.BOX.certificate(), served(""));
    }

    @Test
    void a_resumed_session_still_knows_the_name_it_asked_for() throws Exception {
        take();
        lab.gate.arrived(new FakeAccess());
        for (int i = 0; i < 5; i++) {
            assertEquals(200, lab.ask("GET /login").status());
        }
    }

    @Test
    void a_swap_drops_no_handshake_and_no_connection() throws Exception {
        take();
        lab.gate.arrived(new FakeAccess());
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger handshakes = new AtomicInteger();
        try (Wire open = lab.wire(lab.lan, Lab.MAIN)) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(CompletableFuture.runAsync(() -> shakeHands(over, handshakes)));
            }
            for (int swap = 0; swap < 100; swap++) {
                take();
                open.send("GET /login HTTP/1.1", "Host: " + Lab.MAIN);
                assertEquals(200, open.reply().status());
            }
            over.set(true);
            clients.forEach(CompletableFuture::join);
        }
        assertTrue(handshakes.get() > 20, handshakes + " handshakes");
    }

    private void shakeHands(AtomicBoolean over, AtomicInteger handshakes) {
        while (!over.get()) {
            try (Wire wire = new Wire(Wire.client(), lab.lan, Lab.MAIN)) {
                wire.send("GET /login HTTP/1.1", "Host: " + Lab.MAIN);
                assertEquals(200, wire.reply().status());
                handshakes.incrementAndGet();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Made take() throws Exception {
        Made made = CA.issue("abc.box.test", "*.abc.box.test");
        lab.generations.take(KeyAndChain.of(made.key(), made.chain()));
        return made;
    }

    private X509Certificate served(String sni) throws Exception {
        try (Wire wire = new Wire(Wire.client(), lab.lan, sni)) {
            return wire.certificate();
        }
    }
}
