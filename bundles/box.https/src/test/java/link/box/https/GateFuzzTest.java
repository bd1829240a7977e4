package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import link.box.testing.Fuzz;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of malformed requests over TLS: each is answered, none is let in, none breaks anything. */
class GateFuzzTest {
    private static final int CASES = 2_000;
    private static final Set<String> OPEN = Set.of("/login", "/users/v1/login", "/oauth/token");
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private Lab lab;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(new FakeAccess());
    }

    @AfterEach
    void stop() throws Exception {
        if (wire != null) {
            wire.close();
        }
        lab.close();
    }

    @Test
    void nobody_comes_in_and_everybody_gets_an_answer() throws Exception {
        Fuzz fuzz = Corpus.fuzz(6);
        for (int i = 0; i < CASES; i++) {
            String[] lines = {
                (fuzz.number(4) == 0 ? "POST " : "GET ") + fuzz.next("path") + " HTTP/1.1",
                "Host: " + (fuzz.number(2) == 0 ? Lab.MAIN + ":" + lab.lan : fuzz.next("host")),
                fuzz.number(2) == 0 ? "Accept: text/html" : "Cookie: " + fuzz.next("cookie"),
                fuzz.number(2) == 0 ? "Sec-Fetch-Site: none" : "Origin: " + fuzz.next("origin")};
            check(lines, ask(lines));
        }
        assertTrue(statuses.keySet().containsAll(Set.of(400, 401, 403, 421)), statuses.toString());
        assertEquals(200, lab.ask("GET /admin", "Cookie: __Host-bx=good").status());
    }

    private void check(String[] lines, Wire.Reply reply) {
        statuses.merge(reply.status(), 1, Integer::sum);
        String asked = String.join("\n", lines);
        boolean expected = reply.status() / 100 == 4 || Set.of(200, 204, 303, 505).contains(reply.status());
        assertTrue(expected, reply + "\n" + asked);
        assertFalse(reply.body().contains("Exception") || reply.body().contains("\tat "), asked);
        if (reply.status() == 200) {
            assertTrue(OPEN.stream().anyMatch(path -> reply.body().startsWith(path + " ")), reply.body() + "\n" + asked);
            assertTrue(reply.body().contains(" by nobody "), asked);
        }
    }

    /** On the connection there is, as long as it lasts; on a new one there has to be an answer. */
    private Wire.Reply ask(String[] lines) throws IOException {
        boolean reused = wire != null;
        if (!reused) {
            wire = lab.wire(lab.lan, Lab.MAIN);
        }
        try {
            wire.send(lines);
            Wire.Reply reply = wire.reply();
            if ("close".equals(reply.headers().get("connection"))) {
                leave();
            }
            return reply;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer to\n" + String.join("\n", lines), e);
        } catch (IOException e) {
            leave();
            if (!reused) {
                throw new AssertionError("no answer to\n" + String.join("\n", lines), e);
            }
            return ask(lines);
        }
    }

    private void leave() throws IOException {
        wire.close();
        wire = null;
    }
}
