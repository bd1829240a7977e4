package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import link.box.common.kite.Head;
import link.box.common.kite.Malformed;
import link.cloud.tunnel.kite.Kite;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Kite KITE = new Kite(Kite.HTTPS, "a.box.test");

    private final Desk desk = new Desk(KITE::equals, "tunnel.link.test");

    @Test
    void tls_goes_where_its_name_says() {
        assertEquals("lead https:a.box.test", name("a.box.test", false));
        assertEquals("refuse UNKNOWN_NAME \u0015\u0003\u0003\0\u0002\u0002p", name("b.box.test", false));
        assertEquals("inside", name("tunnel.link.test", false));
    }

    @Test
    void tls_within_tls_goes_nowhere() {
        assertEquals("refuse UNKNOWN_NAME \u0015\u0003\u0003\0\u0002\u0002p", name("a.box.test", true));
        assertEquals("refuse UNKNOWN_NAME \u0015\u0003\u0003\0\u0002\u0002p", name("tunnel.link.test", true));
    }

    @Test
    void http_is_redirected_to_https_of_the_same_host() throws Malformed {
        assertEquals("redirect https://a.box.test/x?y=//z", request("GET /x?y=//z HTTP/1.1", "Host: A.box.test:80"));
        assertEquals("redirect https://a.box.test/x", request("POST http://other.test/x HTTP/1.0", "host: a.box.test"));
        assertEquals("redirect https://a.box.test/?x", request("GET http://a.box.test?x HTTP/1.1", "Host: a.box.test"));
        assertEquals("refuse UNKNOWN_NAME 503", request("GET / HTTP/1.1", "Host: b.box.test"));
    }

    @Test
    void http_that_is_none_or_says_no_host_is_refused() throws Malformed {
        for (String first : new String[] {"GET /", "GET  / HTTP/1.1", "GET / FTP/1.1", "", "GET x HTTP/1.1", "OPTIONS * HTTP/1.1",
            "GET / HTTP/1.1 x"}) {
            assertEquals("refuse MALFORMED 400", request(first, "Host: a.box.test"), first);
        }
        assertEquals("refuse MALFORMED 400", request("GET / HTTP/1.1", "X: y"));
        assertEquals("refuse MALFORMED 400", request("GET / HTTP/1.1", "Host: a.box.test", "Host: a.box.test"));
        assertEquals("refuse MALFORMED 400", request("GET / HTTP/1.1", "Host: a.box.test/evil"));
    }

    @Test
    void connect_leads_to_port_443_of_kites_only() throws Malformed {
        assertEquals("lead https:a.box.test", request("CONNECT A.box.test:443 HTTP/1.1", "Host: x"));
        assertEquals("refuse UNKNOWN_NAME 503", request("CONNECT b.box.test:443 HTTP/1.1"));
        assertEquals("refuse UNKNOWN_NAME 503", request("CONNECT 127.0.0.1:443 HTTP/1.1"));
        for (String port : new String[] {"80", "", "0443", "443x"}) {
            assertEquals("refuse FORBIDDEN 403", request("CONNECT a.box.test:" + port + " HTTP/1.1"));
        }
        assertEquals("refuse MALFORMED 400", request("CONNECT a.box.test HTTP/1.1"));
        assertEquals("refuse MALFORMED 400", request("CONNECT [::1]:443 HTTP/1.1"));
    }

    @Test
    void who_asks_for_us_may_begin_anew_and_tunnels_begin() throws Malformed {
        assertEquals("again", request("CONNECT tunnel.link.test:443 HTTP/1.0"));
        assertEquals("tunnel", request("CONNECT PageKite:1 HTTP/1.0", "X-PageKite-Version: 1"));
    }

    @Test
    void inside_tls_there_are_only_tunnels() throws Malformed {
        assertEquals("tunnel", inside("CONNECT PageKite:1 HTTP/1.0"));
        assertEquals("refuse FORBIDDEN 403", inside("CONNECT a.box.test:443 HTTP/1.1"));
        assertEquals("refuse FORBIDDEN 404", inside("GET / HTTP/1.1"));
    }

    private String name(String name, boolean inside) {
        Asked asked = new Asked(inside);
        desk.name(name, asked);
        return asked.what;
    }

    private String request(String... lines) throws Malformed {
        return request(false, lines);
    }

    private String inside(String... lines) throws Malformed {
        return request(true, lines);
    }

    private String request(boolean inside, String... lines) throws Malformed {
        Asked asked = new Asked(inside);
        desk.request(Head.withFirstLine(String.join("\r\n", lines) + "\r\n\r\n"), asked);
        return asked.what;
    }

    private static final class Asked implements Caller {
        private final boolean inside;
        private String what = "nothing";

        private Asked(boolean inside) {
            this.inside = inside;
        }

        private void was(String next) {
            assertEquals("nothing", what);
            what = next;
        }

        @Override
        public boolean isInside() {
            return inside;
        }

        @Override
        public void refuse(ByteBuffer answer, Refusal why) {
            String text = StandardCharsets.ISO_8859_1.decode(answer).toString();
            was("refuse " + why + " " + (text.startsWith("HTTP/1.1 ") ? text.substring(9, 12) : text));
        }

        @Override
        public void redirect(ByteBuffer answer) {
            String text = StandardCharsets.ISO_8859_1.decode(answer).toString();
            was("redirect " + text.replaceAll("(?s).*\r\nLocation: ([^\r]*)\r\n.*", "$1"));
        }

        @Override
        public void lead(Kite kite, ByteBuffer greeting, ByteBuffer ifGone) {
            was("lead " + kite);
        }

        @Override
        public void again(ByteBuffer greeting) {
            was("again");
        }

        @Override
        public void inside() {
            was("inside");
        }

        @Override
        public void tunnel(Head request) {
            was("tunnel");
        }
    }
}
