package link.box.nat.igd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import link.box.nat.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router that is broken or bad: each answer has a limit in size and time, and brings nothing along. */
class BadAnswersTest {
    private static final String USUAL = Pages.description(Pages.IP, "/ctl/ip");

    private static String failure(ScriptedIgd.Script script) throws IOException {
        try (ScriptedIgd router = ScriptedIgd.with(script)) {
            return assertThrows(IOException.class, () -> Loopback.ask(new Igd(router.port()))).getMessage();
        }
    }

    /** @return what becomes of this answer to GET, as a whole */
    private static String failure(String answer) throws IOException {
        return failure((request, to) -> Pages.send(to, answer));
    }

    @Test
    void a_description_has_64_kib_at_most() throws Exception {
        String filler = "<!--" + "x".repeat(65_536 - USUAL.length() - 7) + "-->";
        try (ScriptedIgd router = ScriptedIgd.with(Pages.router(USUAL + filler, "1.2.3.4"))) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
        }
        String large = USUAL + filler + " ";
        assertEquals("its answer is too large", failure(Pages.ok(large)));
        assertEquals("its answer is too large", failure("HTTP/1.0 200 OK\r\n\r\n" + large));
        assertEquals("its answer is too large", failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n"
                + "x".repeat(65_536) + "\r\n1\r\nx\r\n0\r\n\r\n"));
        assertEquals("its answer is too large", failure("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\nx"));
    }

    @Test
    void what_it_tells_has_8_kib_at_most() throws Exception {
        assertEquals("its answer is too large", failure(Pages.router(USUAL, "9.9.9.9" + " ".repeat(8192))));
    }

    @Test
    void a_head_has_8_kib_at_most() throws Exception {
        assertEquals("the head of its answer is too large", failure("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(2000) + "\r\n"));
        assertEquals("the head of its answer is too large", failure("x".repeat(9000)));
    }

    @Test
    void an_answer_without_length_or_in_chunks_is_read() throws Exception {
        String told = Pages.told("1.2.3.4");
        String chunks = "5;x=y\r\n" + told.substring(0, 5) + "\r\n" + Integer.toHexString(told.length() - 5) + "\r\n" + told.substring(5)
                + "\r\n0\r\n\r\n";
        try (ScriptedIgd router = ScriptedIgd.with((request, to) -> Pages.send(to, request.startsWith("GET")
                ? "HTTP/1.0 200 OK\r\n\r\n" + USUAL : "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n" + chunks))) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
        }
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        try (ServerSocket elsewhere = new ServerSocket(0)) {
            elsewhere.setSoTimeout(1);
            assertEquals("it answers with status 302", failure("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                    + elsewhere.getLocalPort() + "/\r\n\r\n"));
            assertThrows(SocketTimeoutException.class, elsewhere::accept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<root>",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<root>"})
    void an_answer_that_is_cut_short_is_none(String answer) throws Exception {
        assertEquals("its answer is cut short", failure(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: f\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n"})
    void nonsense_is_none(String answer) throws Exception {
        assertTrue(failure(answer).startsWith("its answer "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
            "<!DOCTYPE root SYSTEM \"http://127.0.0.1:1/x.dtd\">",
            "<!DOCTYPE root [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"})
    void a_document_type_is_refused_whatever_is_in_it(String type) throws Exception {
        String evil = USUAL.replace("<root ", type + "<root ");
        assertEquals("its XML brings a document type along", failure(Pages.ok(evil)));
        assertEquals("its XML brings a document type along", failure(Pages.router(USUAL,
                "9.9.9.9</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>" + type)));
    }

    @Test
    void an_entity_that_nobody_declared_is_malformed() throws Exception {
        assertEquals("its XML is malformed", failure(Pages.ok(USUAL.replace("/ctl/ip", "&x;"))));
        assertEquals("its XML is malformed", failure(Pages.ok(USUAL.substring(0, USUAL.length() - 10))));
    }

    @Test
    void who_sends_byte_after_byte_is_left_at_the_deadline() throws Exception {
        AtomicLong clock = new AtomicLong();
        try (ScriptedIgd router = ScriptedIgd.with((request, to) -> {
            Pages.send(to, "HTTP/1.0 200 OK\r\n\r\nx");
            clock.set(Duration.ofSeconds(9).toNanos());
            Pages.send(to, "x");
            to.getInputStream().read();
        })) {
            IOException failure = assertThrows(IOException.class, () -> Loopback.ask(new Igd(router.port()), clock::get));
            assertEquals("no answer in time", failure.getMessage());
        }
    }

    @Test
    void who_says_nothing_at_all_is_left_at_the_deadline() throws Exception {
        try (ScriptedIgd router = ScriptedIgd.with((request, to) -> to.getInputStream().read())) {
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new Igd(router.port()), Duration.ofMillis(1500)));
            assertEquals(1, router.requests().size(), "it was the description that never came");
        }
    }

    @Test
    void noise_in_xml_is_never_more_than_an_exception() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = USUAL.getBytes(StandardCharsets.ISO_8859_1);
            for (int j = random.nextInt(6); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Description.of(bytes).connections().forEach(each -> Place.of(Loopback.ROUTER, "http://127.0.0.1/")
                        .flatMap(base -> base.resolve(Loopback.ROUTER, each.control())).ifPresent(Place::path));
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("its XML "), e.toString());
            }
        }
    }
}
