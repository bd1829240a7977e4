package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import link.box.api.tunnel.Tunnel;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class VisitTest {
    private static final String HOST = "remote.abc.box.test";
    private static final String PING = "GET /ping HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n";

    private final Made own = Made.selfSigned(HOST);
    private PingBox box;

    @BeforeEach
    void begin() throws IOException {
        box = new PingBox(own);
    }

    @AfterEach
    void end() throws IOException {
        box.mood = PingBox.Mood.GOOD;
        box.close();
    }

    @Test
    void it_comes_by_tls_and_asks_for_ping() throws IOException {
        pay(false);
        assertEquals(List.of(PING), box.requests);
    }

    @Test
    void it_comes_by_connect_where_tls_would_break_the_frontend() throws IOException {
        pay(true);
        assertEquals(List.of("CONNECT " + HOST + ":443 HTTP/1.1\r\nHost: " + HOST + ":443\r\n\r\n", PING), box.requests);
    }

    @Test
    void another_certificate_is_somebody_else() {
        box.shown = Made.selfSigned(HOST);
        assertTrue(failure().contains("another certificate than this Box's is shown at 127.0.0.1 port "), failure());
        assertEquals(List.of(), box.requests);
    }

    @Test
    void the_next_visit_resumes_the_session() throws Exception {
        Visit visit = visit(box.port(), false);
        visit.pay(own.chain().get(0));
        Thread.sleep(20);
        visit.pay(own.chain().get(0));
        pay(false);
        assertEquals(box.sessions.get(0), box.sessions.get(1));
        assertNotEquals(box.sessions.get(0), box.sessions.get(2), "a visitor of another life has nothing to resume");
    }

    @Test
    void somebody_else_who_comes_between_two_visits_is_told() throws Exception {
        Visit visit = visit(box.port(), false);
        visit.pay(own.chain().get(0));
        box.shown = Made.selfSigned(HOST);
        String said = assertThrows(Unreached.class, () -> visit.pay(own.chain().get(0))).getMessage();
        assertTrue(said.contains("another certificate than this Box's is shown"), said);
    }

    @Test
    void a_new_certificate_of_the_box_is_not_taken_for_somebody_else() throws Exception {
        Visit visit = visit(box.port(), false);
        visit.pay(own.chain().get(0));
        box.shown = Made.selfSigned(HOST);
        visit.pay(box.shown.chain().get(0));
        assertEquals(2, box.requests.size());
    }

    @Test
    void one_that_takes_the_connection_and_does_nothing_is_left_in_time() {
        box.mood = PingBox.Mood.SILENT;
        long begin = System.nanoTime();
        assertTrue(failure().endsWith("accepts visitors of " + HOST + " and forwards nothing: no answer in time"), failure());
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(25).toNanos());
    }

    @Test
    void one_that_begins_and_does_not_go_on_is_left_in_time() {
        box.mood = PingBox.Mood.TRICKLES;
        assertTrue(failure().endsWith("forwards nothing: no answer in time"));
    }

    @Test
    void one_that_hangs_up_leads_nowhere() {
        box.mood = PingBox.Mood.HANGS_UP;
        assertTrue(failure().contains("127.0.0.1 port " + box.port()), failure());
    }

    @Test
    void another_answer_than_the_box_would_give_is_said() {
        box.mood = PingBox.Mood.NOT_FOUND;
        assertTrue(failure().endsWith("leads visitors of " + HOST + " nowhere, although the kite flies: it answers \"HTTP/1.1 404 Not Found\""),
                failure());
    }

    @Test
    void an_answer_without_end_is_cut() {
        box.mood = PingBox.Mood.ENDLESS;
        assertTrue(failure().endsWith("no end of the headers within 4096 bytes"), failure());
    }

    @Test
    void a_port_that_is_closed_is_said() throws IOException {
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = closed.getLocalPort();
        closed.close();
        String said = assertThrows(Unreached.class, () -> pay(port, false)).getMessage();
        assertTrue(said.startsWith("the tunnel's frontend cannot be reached where visitors look for it, at 127.0.0.1 port "), said);
    }

    private void pay(boolean connects) throws IOException {
        pay(box.port(), connects);
    }

    private void pay(int port, boolean connects) throws IOException {
        visit(port, connects).pay(own.chain().get(0));
    }

    private static Visit visit(int port, boolean connects) throws IOException {
        return new Visit(new Tunnel(HOST, port, InetAddress.getByName("127.0.0.1")), connects, System::nanoTime);
    }

    private String failure() {
        return assertThrows(Unreached.class, () -> pay(false)).getMessage();
    }
}
