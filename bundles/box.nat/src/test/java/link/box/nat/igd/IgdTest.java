package link.box.nat.igd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import link.box.nat.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgdTest {
    private static final String USUAL = Pages.description(Pages.IP, "/ctl/ip");

    private static String told(String description, String address) throws IOException {
        try (ScriptedIgd router = ScriptedIgd.with(Pages.router(description, address))) {
            return Loopback.ask(new Igd(router.port()));
        }
    }

    private static String failure(String description, String address) {
        return assertThrows(IOException.class, () -> told(description, address)).getMessage();
    }

    @Test
    void one_search_one_description_and_one_question_tell_the_address() throws Exception {
        try (ScriptedIgd router = ScriptedIgd.with(Pages.router(USUAL, "1.2.3.4"))) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
            assertTrue(router.searched().startsWith("M-SEARCH * HTTP/1.1\r\nHOST: 127.0.0.1:" + router.port() + "\r\n"), router.searched());
            assertEquals(2, router.requests().size());
            assertTrue(router.requests().get(0).startsWith("GET /root.xml HTTP/1.1\r\nHost: 127.0.0.1:" + router.http() + "\r\n"));
            String question = router.requests().get(1);
            assertTrue(question.startsWith("POST /ctl/ip HTTP/1.1\r\n"), question);
            assertTrue(question.contains("SOAPACTION: \"" + Pages.IP + "#GetExternalIPAddress\"\r\n"), question);
            assertTrue(question.contains("<u:GetExternalIPAddress xmlns:u=\"" + Pages.IP + "\"/>"), question);
        }
    }

    @Test
    void a_shared_address_is_told_as_it_is() throws Exception {
        assertEquals("100.64.3.4", told(USUAL, "100.64.3.4"));
    }

    @Test
    void of_two_ways_outside_the_one_that_is_up_tells() throws Exception {
        String both = Pages.description(Pages.PPP, "/ctl/ppp", Pages.IP, "/ctl/ip");
        try (ScriptedIgd router = ScriptedIgd.with((request, to) -> Pages.send(to, request.startsWith("GET") ? Pages.ok(both)
                : request.startsWith("POST /ctl/ppp") ? "HTTP/1.1 500 Internal Server Error\r\n\r\n" : Pages.ok(Pages.told("1.2.3.4"))))) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
        }
    }

    @Test
    void a_base_of_its_own_and_relative_places_are_followed() throws Exception {
        String relative = Pages.description(Pages.IP, "upnp/control?x=1");
        try (ScriptedIgd router = ScriptedIgd.with((request, to) -> Pages.send(to, Pages.ok(request.startsWith("GET")
                ? relative.replace("<device>", "<URLBase>http://127.0.0.1:" + to.getLocalPort() + "</URLBase><device>")
                : Pages.told("1.2.3.4"))))) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
            assertTrue(router.requests().get(1).startsWith("POST /upnp/control?x=1 HTTP/1.1\r\n"), router.requests().get(1));
        }
    }

    @Test
    void what_stands_before_the_xml_does_not_matter() throws Exception {
        assertEquals("1.2.3.4", told("\u00ef\u00bb\u00bf\r\n" + USUAL, "1.2.3.4"));
    }

    @Test
    void no_connection_is_said() {
        assertEquals("it tells none, so it has no connection", failure(USUAL, ""));
        assertEquals("it tells 0.0.0.0, so it has no connection", failure(USUAL, "0.0.0.0"));
        assertEquals("it tells no IPv4 address", failure(USUAL, "gateway.example"));
        assertEquals("it describes no connection to the Internet", failure(Pages.description(), "1.2.3.4"));
    }

    @Test
    void a_description_that_is_not_at_the_router_is_not_fetched() throws Exception {
        try (ScriptedIgd router = ScriptedIgd.at(Pages.router(USUAL, "9.9.9.9"), "http://127.0.0.2:PORT/root.xml",
                "https://127.0.0.1:PORT/root.xml", "http://localhost:PORT/root.xml", "http://user@127.0.0.1:PORT/root.xml",
                "http://2130706433:PORT/root.xml", "http://127.0.0.1.evil.example:PORT/", "file:///etc/passwd", "//127.0.0.1:PORT/root.xml",
                "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://[::1]:PORT/", "http:opaque", "http://",
                "http://127.0.0.1:PORT/" + "x".repeat(1024), "")) {
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new Igd(router.port())));
            assertEquals(List.of(), router.requests());
        }
    }

    @Test
    void the_first_place_at_the_router_counts() throws Exception {
        try (ScriptedIgd router = ScriptedIgd.at(Pages.router(USUAL, "1.2.3.4"), "http://127.0.0.2:PORT/",
                "http://127.0.0.1:PORT/root.xml")) {
            assertEquals("1.2.3.4", Loopback.ask(new Igd(router.port())));
        }
    }

    @Test
    void a_search_that_another_host_answers_is_not_heard() throws Exception {
        try (ScriptedIgd router = ScriptedIgd.impostor(Pages.router(USUAL, "9.9.9.9"))) {
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new Igd(router.port())));
            assertEquals(List.of(), router.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.2/ctl", "https://127.0.0.1/ctl", "//127.0.0.2/ctl", "http://evil.example/",
            "javascript:1", "http://[", "\\"})
    void a_control_that_is_not_at_the_router_is_not_asked(String control) throws Exception {
        assertEquals("its description leads elsewhere", failure(Pages.description(Pages.IP, control), "9.9.9.9"));
    }
}
