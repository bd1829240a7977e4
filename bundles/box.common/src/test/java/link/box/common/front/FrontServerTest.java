package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.work.Trouble;
import link.box.testing.FreePort;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class FrontServerTest extends FrontLab {
    @Test
    void what_passes_the_gate_is_answered_by_felix() throws Exception {
        int port = FreePort.next();
        attach(port(port, false));
        HttpResponse<String> answer = get(port, "/pass");
        assertEquals(200, answer.statusCode());
        assertEquals("https /pass certificates: 0", answer.body());
        assertFalse(answer.headers().firstValue("Server").isPresent());
    }

    @Test
    void what_does_not_pass_never_reaches_felix() throws Exception {
        int port = FreePort.next();
        attach(port(port, false));
        assertEquals(403, get(port, "/else").statusCode());
    }

    @Test
    void i11_felixs_own_connector_is_gone() throws Exception {
        ServerConnector own = (ServerConnector) felix.getConnectors()[0];
        int open = own.getLocalPort();
        attach(port(FreePort.next(), false));
        assertFalse(own.isStarted());
        assertThrows(IOException.class, () -> plain(open));
    }

    @Test
    void i11_a_connector_that_somebody_adds_later_refuses_everything() throws Exception {
        attach(port(FreePort.next(), false));
        ServerConnector foreign = new ServerConnector(felix);
        foreign.setHost("127.0.0.1");
        felix.addConnector(foreign);
        foreign.start();
        assertEquals(421, plain(foreign.getLocalPort()).statusCode());
    }

    @Test
    void a_client_certificate_reaches_the_servlets_when_asked_for() throws Exception {
        int port = FreePort.next();
        attach(port(port, true));
        HttpResponse<String> answer = client(identity.keys()).send(request(port, "/pass"), HttpResponse.BodyHandlers.ofString());
        assertEquals("https /pass certificates: 1", answer.body());
        assertEquals("https /pass certificates: 0", get(port, "/pass").body());
    }

    @Test
    void a_taken_port_is_told_and_opened_later_while_the_other_works() throws Exception {
        int taken;
        int other = FreePort.next();
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            taken = holder.getLocalPort();
            attach(port(taken, false), port(other, false));
            worker.run();
            assertEquals(200, get(other, "/pass").statusCode());
            String what = registry.of(Trouble.class).get(0).what();
            assertTrue(what.contains("port " + taken) && what.contains("in use"), what);
        }
        worker.advance(Duration.ofSeconds(5));
        assertEquals(200, get(taken, "/pass").statusCode());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void stopping_the_anchor_closes_the_ports_and_starting_it_again_opens_them() throws Exception {
        int port = FreePort.next();
        Connector anchor = attach(port(port, false));
        anchor.stop();
        assertThrows(IOException.class, () -> get(port, "/pass"));
        assertTrue(felix.isStarted());
        felix.removeConnector(anchor);
        attach(port(port, false));
        assertEquals(200, get(port, "/pass").statusCode());
    }

    @Test
    void a_port_is_free_as_soon_as_the_anchor_has_stopped() throws Exception {
        int port = FreePort.next();
        Connector anchor = attach(port(port, false));
        for (int i = 0; i < 50; i++) {
            assertEquals(200, get(port, "/pass").statusCode());
            anchor.stop();
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            anchor.start();
        }
    }

    @Test
    void above_their_number_connections_wait_until_one_has_ended() throws Exception {
        int port = FreePort.next();
        attach(port(port, false));
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            held.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        CompletableFuture<HttpResponse<String>> next = client(null).sendAsync(request(port, "/pass"), HttpResponse.BodyHandlers.ofString());
        assertThrows(TimeoutException.class, () -> next.get(500, TimeUnit.MILLISECONDS));
        for (Socket each : held) {
            each.close();
        }
        assertEquals(200, next.get(10, TimeUnit.SECONDS).statusCode());
    }

    private static HttpResponse<String> plain(int port) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pass")).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
