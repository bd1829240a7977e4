package link.cloud.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.work.Trouble;
import link.box.common.kite.KiteRequest;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component with its settings. */
class FrontendTest {
    /** The state of a socket in the system's tables. */
    private static final String LISTEN = "0A";

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Map<String, Object> settings = new HashMap<>();
    private Registry registry;
    private ServerSocket taken;
    private Frontend frontend;

    @BeforeEach
    void begin() throws Exception {
        registry = new Registry("link.cloud.tunnel", folder);
        taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws Exception {
        taken.close();
        if (frontend != null) {
            frontend.close();
        }
    }

    @Test
    void without_a_place_to_listen_there_is_no_frontend() throws Exception {
        taken.close();
        int before = listening();
        start();
        assertEquals(before, listening());
        assertEquals(List.of(), registry.of(Trouble.class));
        settings.put("listen", "127.0.0.1:0,127.0.0.1:0");
        frontend.close();
        start();
        assertEquals(before + 2, listening());
    }

    /** @return how many ports this process listens at */
    private static int listening() throws IOException {
        Set<String> own = new HashSet<>();
        for (File each : Path.of("/proc/self/fd").toFile().listFiles()) {
            own.add(Files.isSymbolicLink(each.toPath()) ? Files.readSymbolicLink(each.toPath()).toString() : "");
        }
        int count = 0;
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            count += (int) Files.readAllLines(Path.of(table)).stream().map(line -> line.trim().split(" +"))
                    .filter(words -> words[3].equals(LISTEN) && own.contains("socket:[" + words[9] + "]")).count();
        }
        return count;
    }

    @Test
    void a_port_that_the_https_servers_want_too_is_said_and_left_to_them() throws Exception {
        taken.close();
        int port = taken.getLocalPort();
        settings.put("listen", "127.0.0.1:0, 127.0.0.1:" + port);
        settings.putAll(Map.of("https_address", "0.0.0.0", "https_zone_port", 1, "https_registration_port", 2, "https_app_port", port));
        int before = listening();
        start();
        assertEquals("The frontend is not opened: tunnel.listen and https.address both want port " + port + ", on 127.0.0.1 and on 0.0.0.0 "
                + "(https.app.port), and 0.0.0.0 is every address", trouble());
        assertTrue(registry.of(Trouble.class).get(0).remedy().contains("set https.address to another address of this machine"));
        assertEquals(before, listening());
        frontend.close();
        settings.put("https_address", "127.0.0.2");
        start();
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals(before + 2, listening());
    }

    @Test
    void names_are_looked_up_later_and_one_without_address_is_said() {
        settings.put("listen", "nobody.invalid:443");
        frontend = new Frontend(registry.context(), worker, Settings.of(TunnelConfig.class, settings));
        assertEquals(List.of(), registry.of(Trouble.class));
        worker.run();
        assertEquals("tunnel.listen: nobody.invalid has no address", trouble());
    }

    @Test
    void a_port_that_is_taken_is_said_and_opened_later() throws Exception {
        settings.put("listen", "127.0.0.1:" + taken.getLocalPort());
        start();
        assertTrue(trouble().contains("port " + taken.getLocalPort() + " on 127.0.0.1 cannot be opened: "), trouble());
        taken.close();
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
        assertTrue(ask().startsWith("HTTP/1.1 503 Unavailable\r\nX-PageKite-UUID: "), ask());
        frontend.close();
        assertThrows(IOException.class, this::ask);
    }

    @Test
    void a_secret_that_others_may_read_is_no_secret() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "SECRET\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        SecretFile file = new SecretFile(secret);
        assertTrue(assertThrows(IOException.class, file::read).getMessage().startsWith("others may read"));
        assertEquals("", file.get());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        file.read();
        assertEquals("SECRET", file.get());
    }

    @Test
    void a_secret_that_is_taken_away_counts_no_more_and_one_that_is_damaged_does() throws Exception {
        Path secret = folder.resolve("secret");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "SECRET\n");
        SecretFile file = new SecretFile(secret);
        file.read();
        Files.writeString(secret, "");
        assertThrows(IOException.class, file::read);
        assertEquals("SECRET", file.get());
        Files.delete(secret);
        assertThrows(IOException.class, file::read);
        assertEquals("", file.get());
    }

    @Test
    void a_secret_for_any_name_is_refused() {
        settings.put("secret_file", folder.resolve("secret").toString());
        assertTrue(assertThrows(IllegalArgumentException.class, this::start).getMessage().contains("set tunnel.secret.zone, too"));
    }

    @Test
    void a_secret_that_cannot_be_read_is_said_until_it_can() throws Exception {
        settings.put("listen", "127.0.0.1:0");
        settings.put("secret_file", folder.resolve("secret").toString());
        settings.put("secret_zone", "old.box.test");
        start();
        assertTrue(trouble().contains("there is no file "), trouble());
        Files.createFile(folder.resolve("secret"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains(" is no secret of "), trouble());
        Files.writeString(folder.resolve("secret"), "SECRET");
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_secret_that_cannot_be_read_keeps_no_certificate_from_being_read() throws Exception {
        settings.put("listen", "127.0.0.1:0");
        settings.put("secret_file", folder.resolve("secret").toString());
        settings.put("secret_zone", "old.box.test");
        settings.put("name", "tunnel.link.test");
        settings.put("certificate", folder.resolve("tunnel.pem").toString());
        settings.put("key", folder.resolve("tunnel.key").toString());
        start();
        String all = registry.of(Trouble.class).toString();
        assertTrue(all.contains("cannot read its secret") && all.contains("cannot read its certificate"), all);
    }

    @Test
    void a_certificate_that_has_ended_is_said_until_there_is_another() throws Exception {
        settings.put("listen", "127.0.0.1:0");
        settings.put("name", "tunnel.link.test");
        certificate(Made.authority("CA").issueUntil(worker.now().minusSeconds(1), "tunnel.link.test"));
        start();
        assertTrue(trouble().contains("certificate has ended 2026-11-01T11:59:59Z"), trouble());
        certificate(Made.authority("CA").issue("tunnel.link.test"));
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    private void certificate(Made made) throws Exception {
        settings.put("certificate", Files.writeString(folder.resolve("tunnel.pem"),
                Pem.block("CERTIFICATE", made.chain().get(0).getEncoded())).toString());
        settings.put("key", Files.writeString(folder.resolve("tunnel.key"), Pem.block("PRIVATE KEY", made.key().getEncoded())).toString());
    }

    @Test
    void a_zone_that_does_not_answer_is_said() throws Exception {
        settings.put("listen", "127.0.0.1:" + taken.getLocalPort());
        settings.put("authority", "127.0.0.1:1");
        taken.close();
        start();
        assertEquals(List.of(), registry.of(Trouble.class));
        signed();
        worker.advance(Duration.ofSeconds(1));
        assertEquals("The zone's server 127.0.0.1:1 does not answer, so no further kite can fly", trouble());
    }

    /** A kite that is asked for and signed, for which the zone has to be asked. */
    private void signed() throws IOException {
        KiteRequest asked = new KiteRequest("https", "remote.abc.box.test", "0123456789", "", "");
        String challenge = ask(request(asked)).replaceAll("(?s).*SignThis: ([^\r]*)\r\n.*", "$1");
        String answer = ask(request(asked.answer(KiteRequest.of(challenge).fsalt(), "SECRET")));
        assertTrue(answer.contains(";undecided\r\n"), answer);
    }

    private static String request(KiteRequest kite) {
        return "CONNECT PageKite:1 HTTP/1.0\r\nX-PageKite-Version: 1.0\r\nX-PageKite: " + kite + "\r\n\r\n";
    }

    @Test
    void a_place_that_is_none_is_refused() {
        settings.put("listen", "127.0.0.1");
        String said = assertThrows(IllegalArgumentException.class, this::start).getMessage();
        assertEquals("tunnel.listen: not host:port: 127.0.0.1", said);
    }

    private void start() {
        frontend = new Frontend(registry.context(), worker, Settings.of(TunnelConfig.class, settings));
        worker.run();
    }

    private String trouble() {
        assertEquals(1, registry.of(Trouble.class).size());
        return registry.of(Trouble.class).get(0).what();
    }

    private String ask() throws IOException {
        return ask("HEAD / HTTP/1.1\r\nHost: a.test\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), taken.getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
