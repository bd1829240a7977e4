package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.testing.FreePort;
import link.box.testing.Registry;
import org.eclipse.jetty.server.Connector;
import org.junit.jupiter.api.Test;

/** What becomes of requests and sockets while the bundle that listens is updated. */
class FrontUpdateTest extends FrontLab {
    @Test
    void who_comes_while_the_bundle_is_updated_is_answered_by_the_next_version() throws Exception {
        int port = FreePort.next();
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, port(port, false));
        before.stopping();
        old.stop();
        CompletableFuture<HttpResponse<String>> answer = client(null).sendAsync(request(port, "/pass"),
                HttpResponse.BodyHandlers.ofString());
        assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
        attach(port(port, false));
        assertEquals(200, answer.get(10, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void what_is_being_answered_when_the_bundle_is_updated_is_answered_and_is_the_last_of_its_connection() throws Exception {
        lastAnswers = Duration.ofSeconds(30);
        int port = FreePort.next();
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, port(port, false));
        CompletableFuture<HttpResponse<String>> slow = client(null).sendAsync(request(port, "/pass?slow"),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(inside.tryAcquire(10, TimeUnit.SECONDS));
        before.stopping();
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> stop(old));
        // longer than a connection without a request stays open
        assertThrows(TimeoutException.class, () -> end.get(1, TimeUnit.SECONDS));
        latch.countDown();
        HttpResponse<String> answer = slow.get(10, TimeUnit.SECONDS);
        assertEquals(200, answer.statusCode());
        assertEquals("close", answer.headers().firstValue("Connection").orElse("open"));
        end.get(10, TimeUnit.SECONDS);
    }

    @Test
    void who_is_not_answered_soon_does_not_keep_an_update_from_its_end() throws Exception {
        int port = FreePort.next();
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, port(port, false));
        CompletableFuture<HttpResponse<String>> never = client(null).sendAsync(request(port, "/pass?slow"),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(inside.tryAcquire(10, TimeUnit.SECONDS));
        before.stopping();
        CompletableFuture.runAsync(() -> stop(old)).get(10, TimeUnit.SECONDS);
        assertThrows(ExecutionException.class, () -> never.get(10, TimeUnit.SECONDS));
    }

    @Test
    void whom_the_gate_holds_it_tells_before_the_end() throws Exception {
        int port = FreePort.next();
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, port(port, false));
        CompletableFuture<HttpResponse<String>> held = client(null).sendAsync(request(port, "/held"), HttpResponse.BodyHandlers.ofString());
        assertTrue(inside.tryAcquire(10, TimeUnit.SECONDS));
        before.stopping();
        stop(old);
        assertEquals(503, held.get(10, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void however_many_ports_there_are_an_update_waits_for_the_last_answers_of_all_at_once() throws Exception {
        Port[] ports = {port("one"), port("two"), port("three")};
        Registry before = new Registry("link.box.https", Path.of("unused"));
        Connector old = attach(before, ports);
        for (Port each : ports) {
            client(null).sendAsync(request(each.port(), "/pass?slow"), HttpResponse.BodyHandlers.ofString());
        }
        assertTrue(inside.tryAcquire(ports.length, 10, TimeUnit.SECONDS));
        before.stopping();
        long start = System.nanoTime();
        stop(old);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis >= 1_900 && millis < 5_900, millis + " ms");
    }

    private Port port(String name) throws Exception {
        Port some = port(FreePort.next(), false);
        return new Port(name, some.address(), some.port(), some.tls(), false, some.connections());
    }
}
