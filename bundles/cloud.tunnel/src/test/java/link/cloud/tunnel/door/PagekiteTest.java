package link.cloud.tunnel.door;

import static link.cloud.tunnel.door.Frontend.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's pagekite behind our frontend, with real TLS from one end to the other. */
class PagekiteTest {
    private static final String HOST = "remote.abc.box.test";

    @TempDir
    Path folder;

    private Frontend frontend;
    private TlsName name;
    private Echo box;
    private Backend backend;

    @BeforeEach
    void begin() throws Exception {
        boolean there = Files.isExecutable(Backend.PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: PagekiteTest needs the program pagekite (apt-get install pagekite)");
        }
        assumeTrue(there, "pagekite is missing");
        frontend = new Frontend();
        name = new TlsName(folder, HOST);
        box = name.echo();
    }

    @AfterEach
    void end() throws Exception {
        if (backend != null) {
            backend.close();
        }
        if (frontend != null) {
            frontend.close();
            box.close();
        }
    }

    @Test
    void tls_by_its_name_reaches_the_box_untouched() throws Exception {
        fly("SECRET");
        try (SSLSocket socket = name.dial(frontend.dial())) {
            Bytes.echo(socket, 1_000_000);
        }
    }

    @Test
    void tls_through_connect_reaches_the_box_untouched() throws Exception {
        fly("SECRET");
        try (SSLSocket socket = name.dial(frontend.connect(HOST))) {
            Bytes.echo(socket, 1_000_000);
        }
    }

    @Test
    void plain_http_is_redirected() throws Exception {
        fly("SECRET");
        String answer = frontend.ask("GET /a?b=c HTTP/1.1\r\nHost: " + HOST + ":80\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 308 ") && answer.contains("\r\nLocation: https://" + HOST + "/a?b=c\r\n"), answer);
    }

    @Test
    void a_wrong_secret_is_refused_with_its_reason() throws Exception {
        backend = new Backend(folder, frontend.port(), "https:" + HOST, box.port(), "WRONG");
        until("the program is told", () -> backend.log().contains("reason=signature"));
        assertEquals(0, frontend.number("tunnel_kites"));
    }

    @Test
    void a_foreign_name_is_refused_with_its_reason() throws Exception {
        backend = new Backend(folder, frontend.port(), "https:remote.abc.other.test", box.port(), "SECRET");
        until("the program is told", () -> backend.log().contains("reason=unknown"));
        assertEquals(0, frontend.number("tunnel_kites"));
    }

    @Test
    void the_program_leaves_unread_that_the_frontend_leaves_and_serves_on() throws Exception {
        fly("SECRET");
        try (SSLSocket socket = name.dial(frontend.dial())) {
            Bytes.echo(socket, 1000);
            frontend.ports.leave(Duration.ofSeconds(75));
            Thread.sleep(2500);
            assertFalse(frontend.ports.isDrained());
            Bytes.echo(socket, 100_000);
        }
        until("it is not waited for without visitors", frontend.ports::isDrained);
    }

    private void fly(String secret) throws Exception {
        backend = new Backend(folder, frontend.port(), "https:" + HOST, box.port(), secret);
        until("the kite flies", () -> frontend.number("tunnel_kites") == 1);
    }
}
