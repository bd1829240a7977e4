package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.Trouble;
import link.box.common.tls.Pem;
import link.box.testing.FakeIdentity;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS around the tunnel that fails: each kind is told in one sentence, the same in each try, and a person hears of it. */
@Timeout(180)
class CoverTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TRIES = 4;
    private static final String NAME = "localhost";

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 3, () -> this.frontend.isBusy());
    private final Clockwork fast = new Clockwork(worker, 20, () -> this.frontend.isBusy());
    private final Made authority = Made.authority("Test CA");
    private final Map<String, Object> settings = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Registry registry;
    private TlsFrontend frontend;
    private Supervisor supervisor;

    @BeforeEach
    void begin() throws Exception {
        registry = new Registry("link.box.pagekite", folder);
        frontend = new TlsFrontend();
        Path trust = Files.writeString(folder.resolve("ca.pem"), Pem.block("CERTIFICATE", authority.chain().get(0).getEncoded()));
        settings.putAll(Map.of("frontend", NAME + ":" + frontend.port(), "frontend_address", "127.0.0.1", "frontend_trust",
                trust.toString(), "secret_file", Secrets.write(folder, "SECRET").toString()));
    }

    @AfterEach
    void end() throws IOException {
        supervisor.stop();
        frontend.close();
    }

    @Test
    void a_certificate_of_a_ca_that_is_not_believed_is_said() throws Exception {
        frontend.shows(Made.authority("Other CA").issue(NAME));
        assertSaid("shows a certificate of a CA that this Box does not believe", "tunnel.frontend.trust");
    }

    @Test
    void a_certificate_for_another_name_is_said() throws Exception {
        frontend.shows(authority.issue("other.test"));
        assertSaid("shows a certificate that is not its own: No subject alternative DNS name matching localhost found.",
                "set tunnel.frontend to the name that its certificate is for");
    }

    @Test
    void a_certificate_that_has_ended_is_said() throws Exception {
        frontend.shows(authority.issueUntil(Instant.now().minus(1, ChronoUnit.DAYS), NAME));
        assertSaid("shows a certificate that has ended", "for a new one");
    }

    @Test
    void a_certificate_that_is_not_valid_yet_is_said() throws Exception {
        frontend.shows(authority.issueFrom(Instant.now().plus(1, ChronoUnit.DAYS), NAME));
        assertSaid("shows a certificate that is not valid yet", "this Box's clock");
    }

    @Test
    void another_key_than_the_pinned_one_is_said() throws Exception {
        settings.put("frontend_trust", "sha256/" + "A".repeat(43) + "=");
        frontend.shows(authority.issue(NAME));
        assertSaid("shows a certificate that is not its own: the server's key is sha256/", "check tunnel.frontend.trust");
    }

    @Test
    void one_without_a_certificate_is_said() throws Exception {
        frontend.showsNone();
        assertSaid("does not speak TLS with us: ", "whether it has a certificate");
    }

    @Test
    void one_that_says_something_else_than_tls_is_said() throws Exception {
        frontend.says("HTTP/1.1 400 Bad Request\r\n\r\n");
        assertSaid("does not speak TLS with us: ", "whether it has a certificate");
    }

    @Test
    void one_that_offers_no_tls_is_said() throws Exception {
        frontend.refuses("HTTP/1.1 503 Unavailable\r\n\r\n");
        assertSaid("offers no TLS at its own name: the frontend answers \"HTTP/1.1 503 Unavailable\"", "tunnel.frontend.tls");
    }

    @Test
    void one_that_hangs_up_is_said_and_is_trouble_only_if_it_lasts() throws Exception {
        frontend.says("");
        assertEnded();
    }

    @Test
    void one_that_hears_us_begin_and_hangs_up_is_as_good() throws Exception {
        frontend.hangsUp();
        assertEnded();
    }

    private void assertEnded() {
        start();
        tries();
        assertEquals(Set.of("the tunnel's frontend localhost:" + frontend.port()
                + " ends the connection before there is TLS: it is restarting, or no frontend of tunnels"), told);
        fast.until("it is trouble", SOON, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(registry.of(Trouble.class).get(0).what().startsWith("the kite has not flown for minutes: "));
    }

    @Test
    void once_the_certificate_is_good_the_kite_flies_and_there_is_no_trouble() throws Exception {
        frontend.shows(Made.authority("Other CA").issue(NAME));
        start();
        tries();
        frontend.shows(authority.issue(NAME));
        clockwork.until("flies", SOON, () -> !registry.of(Tunnel.class).isEmpty());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    private void assertSaid(String what, String remedy) {
        start();
        tries();
        assertEquals(1, told.size(), told.toString());
        String said = told.iterator().next();
        assertTrue(said.startsWith("the tunnel's frontend localhost:" + frontend.port() + " " + what), said);
        assertEquals(List.of(said), registry.of(Trouble.class).stream().map(Trouble::what).toList());
        assertTrue(registry.of(Trouble.class).get(0).remedy().contains(remedy), registry.of(Trouble.class).toString());
    }

    private void start() {
        supervisor = new Supervisor(registry.context(), Settings.of(PagekiteConfig.class, settings));
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
        supervisor.setWorker(worker);
    }

    private void tries() {
        clockwork.until("it tries again and again", SOON, () -> {
            worker.failure(Supervisor.JOB).ifPresent(failure -> told.add(failure.getMessage()));
            return frontend.calls() > TRIES;
        });
    }
}
