package link.cloud.tunnel.door;

import static link.cloud.tunnel.door.Frontend.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import link.box.common.kite.KiteRequest;
import link.cloud.tunnel.door.TestBox.Challenge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may fly a kite. */
class HandshakeTest {
    private static final String HOST = "remote.abc.box.test";
    private static final String KITE = "https:" + HOST;

    @TempDir
    Path folder;

    private Frontend frontend;
    private Echo echo;

    @BeforeEach
    void begin() throws Exception {
        frontend = new Frontend();
        echo = new Echo();
    }

    @AfterEach
    void end() throws Exception {
        frontend.close();
        echo.close();
    }

    @Test
    void a_wrong_secret_is_refused_with_its_reason() throws Exception {
        Challenge challenge = challenge();
        KiteRequest forged = challenge.asked().answer(challenge.salt(), "WRONG");
        String kite = KITE + ":" + forged.bsalt();
        String answer = ask(forged);
        assertTrue(answer.contains("\r\nX-PageKite-Invalid: " + kite + "\r\nX-PageKite-Invalid-Why: " + kite + ";signature\r\n"), answer);
        assertEquals(0, frontend.number("tunnel_kites"));
    }

    @Test
    void who_guesses_on_one_connection_is_not_listened_to_for_long() throws Exception {
        KiteRequest asked = new KiteRequest("https", HOST, "0123456789", "", "");
        try (Socket box = frontend.dial()) {
            String answer = Frontend.ask(box, TestBox.request("X-PageKite-Features: AddKites\r\nX-PageKite: " + asked + "\r\n"));
            String salt = answer.replaceAll("(?s).*SignThis: [^\r]*:([0-9a-f]{36})\r\n.*", "$1");
            for (int i = 0; i < Tunnel.MOST_GUESSES; i++) {
                chunk(box, "NOOP: 1\r\nX-PageKite: " + asked.answer(salt, "WRONG" + i) + "\r\n\r\n!");
                assertTrue(Frontend.head(box).contains(";signature\r\n"));
            }
            chunk(box, "NOOP: 1\r\nX-PageKite: " + asked.answer(salt, Frontend.SECRET) + "\r\n\r\n!");
            String late = Frontend.head(box);
            assertTrue(late.contains(";undecided\r\n"), late);
            assertEquals(0, frontend.number("tunnel_kites"));
        }
    }

    @Test
    void what_cannot_be_a_signature_is_none() throws Exception {
        Challenge challenge = challenge();
        String signed = challenge.answered().toString();
        String answer = frontend.ask(TestBox.request("X-PageKite: " + signed.substring(0, signed.length() - 1) + "g\r\n"));
        assertTrue(answer.contains(";signature\r\n"), answer);
    }

    @Test
    void a_foreign_name_is_refused_with_its_reason() throws Exception {
        String answer = ask(TestBox.challenge(frontend.port(), "https", "remote.abc.other.test").answered());
        assertTrue(answer.contains(";unknown\r\n"), answer);
        answer = ask(TestBox.challenge(frontend.port(), "https", "evilbox.test").answered());
        assertTrue(answer.contains(";unknown\r\n"), answer);
        for (String odd : new String[] {"raw:" + HOST, "https-8443:" + HOST, "https:*.box.test"}) {
            answer = frontend.ask(TestBox.request("X-PageKite: " + odd + ":0123456789::\r\n"));
            assertTrue(answer.contains(";unsupported\r\n"), answer);
        }
        assertEquals(0, frontend.number("tunnel_kites"));
    }

    @Test
    void what_was_overheard_flies_no_second_kite() throws Exception {
        KiteRequest signed = challenge().answered();
        try (Socket first = frontend.dial()) {
            assertTrue(said(first, signed).contains("\r\nX-PageKite-OK: " + KITE + ":" + signed.bsalt() + "\r\n"));
            until("it flies", () -> frontend.number("tunnel_kites") == 1);
        }
        until("it has landed", () -> frontend.number("tunnel_kites") == 0);
        String again = ask(signed);
        assertTrue(again.contains("\r\nX-PageKite-SignThis: ") && !again.contains("-OK"), again);
        assertFalse(again.contains(signed.fsalt()));
    }

    @Test
    void a_signature_without_our_challenge_counts_for_nothing() throws Exception {
        KiteRequest made = new KiteRequest("https", HOST, "0123456789", "", "").answer("a".repeat(36), Frontend.SECRET);
        String answer = ask(made);
        assertTrue(answer.contains("\r\nX-PageKite-SignThis: ") && !answer.contains("-OK"), answer);
    }

    @Test
    void the_challenge_can_be_answered_on_the_same_connection() throws Exception {
        KiteRequest asked = new KiteRequest("https", HOST, "0123456789", "", "");
        try (Socket box = frontend.dial()) {
            String answer = Frontend.ask(box, TestBox.request("X-PageKite-Features: AddKites\r\nX-PageKite: " + asked + "\r\n"));
            assertTrue(answer.contains("\r\nX-PageKite-Features: AddKites\r\n"), answer);
            String salt = answer.replaceAll("(?s).*SignThis: [^\r]*:([0-9a-f]{36})\r\n.*", "$1");
            chunk(box, "NOOP: 1\r\nX-PageKite: " + asked.answer(salt, Frontend.SECRET) + "\r\n\r\n!");
            String added = Frontend.head(box);
            assertTrue(added.contains("NOOP: 1\r\nX-PageKite-OK: " + KITE + ":0123456789\r\n"), added);
            assertEquals(1, frontend.number("tunnel_kites"));
        }
    }

    @Test
    void a_kite_that_flies_stays_where_its_tunnel_answers() throws Exception {
        try (TestBox first = new TestBox(frontend.port(), echo.port(), HOST)) {
            assertTrue(ask(challenge().answered()).contains("\r\nX-PageKite-Duplicate: " + KITE + ":"));
            try (Socket visitor = frontend.connect(HOST)) {
                Bytes.echo(visitor, 1000);
            }
            assertFalse(first.ended.isDone());
        }
    }

    @Test
    void a_kite_whose_tunnel_is_silent_goes_to_the_new_one() throws Exception {
        try (Socket silent = frontend.dial()) {
            assertTrue(said(silent, challenge().answered()).contains("-OK"));
            try (TestBox next = new TestBox(frontend.port(), echo.port(), HOST); Socket visitor = frontend.connect(HOST)) {
                assertTrue(next.answer.contains("\r\nX-PageKite-OK: "), next.answer);
                Bytes.echo(visitor, 1000);
            }
        }
    }

    @Test
    void a_box_that_names_its_old_session_is_back_at_once() throws Exception {
        try (TestBox first = new TestBox(frontend.port(), echo.port(), HOST)) {
            String replace = "X-PageKite-Replace: " + first.session() + "\r\n";
            String answer = frontend.ask(TestBox.request("X-PageKite: " + challenge().answered() + "\r\n" + replace));
            assertTrue(answer.contains("\r\nX-PageKite-OK: "), answer);
            first.ended.get();
        }
    }

    @Test
    void what_it_names_with_its_first_request_counts_for_the_answer_on_the_same_connection() throws Exception {
        try (TestBox first = new TestBox(frontend.port(), echo.port(), HOST); Socket box = frontend.dial()) {
            KiteRequest asked = new KiteRequest("https", HOST, "0123456789", "", "");
            String answer = Frontend.ask(box, TestBox.request("X-PageKite-Features: AddKites\r\nX-PageKite-Replace: " + first.session()
                    + "\r\nX-PageKite: " + asked + "\r\n"));
            String salt = answer.replaceFirst("(?s).*SignThis: [^\r]*:([0-9a-f]{36}).*", "$1");
            chunk(box, "NOOP: 1\r\nX-PageKite: " + asked.answer(salt, Frontend.SECRET) + "\r\n\r\n!");
            String added = Frontend.head(box);
            assertTrue(added.contains("\r\nX-PageKite-OK: "), added);
            first.ended.get();
        }
    }

    @Test
    void the_tunnel_itself_may_be_in_tls_at_the_frontends_own_name() throws Exception {
        TlsName self = new TlsName(folder, "tunnel.link.test");
        try (Frontend own = new Frontend(Frontend.rules("tunnel.link.test", self.context(), 10, 0, 100))) {
            for (Socket through : new Socket[] {own.dial(), own.connect("tunnel.link.test")}) {
                try (SSLSocket box = self.dial(through)) {
                    KiteRequest signed = TestBox.challenge(own.port(), "https", HOST).answered();
                    assertTrue(said(box, signed).contains("\r\nX-PageKite-OK: "));
                    try (Socket visitor = own.connect(HOST)) {
                        visitor.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                        String head = Frontend.head(box);
                        assertTrue(head.contains("\r\nHost: " + HOST + "\r\n"), head);
                    }
                }
                until("it has landed", () -> own.number("tunnel_kites") == 0);
            }
        }
    }

    @Test
    void tls_that_a_box_refuses_is_counted_and_the_certificates_days_are_told() throws Exception {
        TlsName shown = new TlsName(folder, "tunnel.link.test");
        TlsName believed = new TlsName(Files.createDirectory(folder.resolve("other")), "tunnel.link.test");
        try (Frontend own = new Frontend(Frontend.rules("tunnel.link.test", shown.context(), 10, 0, 100))) {
            assertEquals(Frontend.DAYS, own.number("tunnel_certificate_days"));
            try (SSLSocket box = shown.dial(own.dial())) {
                box.startHandshake();
            }
            assertEquals(0, own.number("tunnel_handshakes_failed_total"));
            try (SSLSocket box = believed.dial(own.dial())) {
                assertThrows(SSLException.class, box::startHandshake);
            }
            until("it is counted", () -> own.number("tunnel_handshakes_failed_total") == 1);
        }
    }

    @Test
    void a_frontend_that_leaves_lets_streams_end_and_no_other_kite_fly() throws Exception {
        KiteRequest late = challenge().answered();
        try (TestBox box = new TestBox(frontend.port(), echo.port(), HOST); Socket visitor = frontend.connect(HOST)) {
            Bytes.echo(visitor, 1000);
            frontend.ports.leave(Duration.ofSeconds(75));
            until("the Box is told", () -> box.told.contains("75"));
            assertTrue(ask(late).contains("X-PageKite-Invalid-Why: https:" + HOST + ":" + late.bsalt() + ";leaving\r\n"), ask(late));
            Thread.sleep(2500);
            assertFalse(frontend.ports.isDrained());
            Bytes.echo(visitor, 100_000);
            visitor.close();
            until("it carries nothing", frontend.ports::isDrained);
            frontend.ports.stop();
            box.ended.get();
        }
    }

    @Test
    void a_Box_that_has_nowhere_to_go_is_reached_here_as_long_as_another_one_moves() throws Exception {
        try (TestBox stays = new TestBox(frontend.port(), echo.port(), "remote.def.box.test");
                TestBox moves = new TestBox(frontend.port(), echo.port(), HOST)) {
            frontend.ports.leave(Duration.ofSeconds(75));
            moves.say("X-Box-Moves: 1\r\n");
            Thread.sleep(2500);
            assertFalse(frontend.ports.isDrained());
            assertFalse(stays.ended.isDone());
            try (Socket visitor = frontend.connect("remote.def.box.test")) {
                Bytes.echo(visitor, 1000);
            }
            moves.close();
            until("only one is left that stays", frontend.ports::isDrained);
            assertFalse(stays.ended.isDone());
            frontend.ports.stop();
            stays.ended.get();
        }
    }

    @Test
    void a_stranger_without_a_kite_holds_no_frontend_up() throws Exception {
        try (Socket stranger = frontend.dial()) {
            Frontend.ask(stranger, TestBox.request("X-PageKite-Features: AddKites\r\n"));
            frontend.ports.leave(Duration.ofSeconds(75));
            chunk(stranger, "NOOP: 1\r\nX-Box-Moves: 1\r\n\r\n!");
            assertTrue(frontend.ports.isDrained());
        }
    }

    @Test
    void a_Box_that_moves_is_reached_here_until_it_ends_its_tunnel() throws Exception {
        try (TestBox box = new TestBox(frontend.port(), echo.port(), HOST)) {
            frontend.ports.leave(Duration.ofSeconds(75));
            box.say("X-Box-Moves: 1\r\n");
            Thread.sleep(2500);
            assertFalse(frontend.ports.isDrained());
            try (Socket visitor = frontend.connect(HOST)) {
                Bytes.echo(visitor, 1000);
            }
            assertFalse(box.ended.isDone());
            box.close();
            until("the tunnel has ended", frontend.ports::isDrained);
        }
    }

    private Challenge challenge() throws Exception {
        return TestBox.challenge(frontend.port(), "https", HOST);
    }

    private String ask(KiteRequest request) throws Exception {
        try (Socket socket = frontend.dial()) {
            return said(socket, request);
        }
    }

    private static String said(Socket socket, KiteRequest request) throws Exception {
        return Frontend.ask(socket, TestBox.request("X-PageKite: " + request + "\r\n"));
    }

    private static void chunk(Socket socket, String text) throws Exception {
        socket.getOutputStream().write((Integer.toHexString(text.length()) + "\r\n" + text).getBytes(StandardCharsets.US_ASCII));
    }
}
