package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a device's bundle is updated, requests to it are held and not failed. */
class DeviceUpdateTest {
    private static final String USER = "Cookie: __Host-bx=user";
    private static final long SECOND = 1_000_000_000L;
    private Lab lab;
    private String own;

    @BeforeEach
    void start() throws Exception {
        begin(Lab.patient());
    }

    private void begin(Lab made) {
        lab = made;
        lab.gate.arrived(new FakeAccess());
        own = "Origin: https://" + Lab.MAIN + ":" + lab.lan;
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void who_comes_while_the_servlet_is_away_is_answered_by_the_next_one() throws Exception {
        lab.devices.remove(lab.devices.lamp);
        CompletableFuture<Wire.Reply> get = ask("GET /d/lamp/x", USER);
        CompletableFuture<Wire.Reply> post = ask("POST /d/lamp/x", USER, own, "Content-Length: 3", "", "abc");
        assertThrows(TimeoutException.class, () -> get.get(300, TimeUnit.MILLISECONDS));
        assertEquals(0, lab.reached.get());
        lab.devices.add("com.lamp", "/lamp/*");
        assertTrue(get.get(30, TimeUnit.SECONDS).body().startsWith("/d/lamp/x from ON_LINK by Bob"));
        assertTrue(post.get(30, TimeUnit.SECONDS).body().endsWith("body 3"));
    }

    @Test
    void whose_servlet_does_not_come_back_soon_is_told_to_come_again_and_later_that_it_is_gone() throws Exception {
        lab.close();
        begin(new Lab());
        lab.devices.remove(lab.devices.lamp);
        long begin = System.nanoTime();
        Wire.Reply reply = lab.ask("GET /d/lamp/", USER);
        assertEquals(503, reply.status());
        assertEquals("2", reply.headers().get("retry-after"));
        assertTrue(System.nanoTime() - begin > 1.9 * SECOND);
        lab.devices.clock.addAndGet(11 * SECOND);
        assertEquals(404, lab.ask("GET /d/lamp/", USER).status());
    }

    @Test
    void nobody_waits_who_may_not_come() throws Exception {
        lab.devices.remove(lab.devices.lamp);
        assertEquals(401, lab.ask("GET /d/lamp/").status());
        assertEquals(403, lab.ask("GET /d/lamp/", "Authorization: Bearer cam").status());
        assertEquals(404, lab.ask("GET /d/none/", USER).status());
    }

    @Test
    void what_the_next_one_says_about_who_may_come_counts() throws Exception {
        lab.devices.remove(lab.devices.lamp);
        CompletableFuture<Wire.Reply> held = ask("GET /d/lamp/", USER);
        assertThrows(TimeoutException.class, () -> held.get(300, TimeUnit.MILLISECONDS));
        lab.devices.add("com.lamp", "/lamp/*", "box.auth", "admin");
        assertEquals(403, held.get(30, TimeUnit.SECONDS).status());
        assertEquals(0, lab.reached.get());
    }

    /** The HTTP service hears later than we that a servlet has come, or earlier that it has gone. */
    @Test
    void a_servlet_that_the_http_service_does_not_know_yet_is_asked_for_again() throws Exception {
        lab.meanwhile = () -> lab.gone = 200;
        assertEquals(200, lab.ask("GET /d/lamp/gone", USER).status());
        assertEquals(2, lab.reached.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void a_request_that_the_old_servlet_fails_is_made_again_with_the_next_one(int status) throws Exception {
        lab.reaching = true;
        lab.gone = status;
        lab.meanwhile = this::update;
        assertEquals(200, lab.ask("GET /d/lamp/gone", USER).status());
        assertEquals(2, lab.reached.get());
    }

    @Test
    void what_may_have_changed_something_is_not_made_twice() throws Exception {
        lab.reaching = true;
        lab.gone = 500;
        lab.meanwhile = this::update;
        assertEquals(500, lab.ask("POST /d/lamp/gone", USER, own, "Content-Length: 0").status());
        assertEquals(1, lab.reached.get());
    }

    @Test
    void what_reached_no_servlet_and_may_change_something_is_to_be_asked_for_again() throws Exception {
        lab.meanwhile = this::update;
        Wire.Reply reply = lab.ask("POST /d/lamp/gone", USER, own, "Content-Length: 0");
        assertEquals(503, reply.status());
        assertEquals("2", reply.headers().get("retry-after"));
        assertEquals("nosniff", reply.headers().get("x-content-type-options"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void a_servlet_that_stays_answers_as_it_likes(int status) throws Exception {
        lab.reaching = true;
        lab.gone = status;
        assertEquals(status, lab.ask("GET /d/lamp/gone", USER).status());
        assertEquals(1, lab.reached.get());
    }

    @Test
    void a_servlet_that_never_gets_known_is_asked_for_a_few_times_only() throws Exception {
        assertEquals(503, lab.ask("GET /d/lamp/gone", USER).status());
        assertEquals(7, lab.reached.get());
    }

    @Test
    void a_page_elsewhere_that_may_ask_sees_that_it_is_to_ask_again() throws Exception {
        lab.close();
        begin(new Lab());
        String[] app = {"Origin: " + FakeAccess.APP, "Authorization: Bearer app"};
        lab.devices.remove(lab.devices.lamp);
        Wire.Reply held = lab.ask("GET /d/lamp/", app);
        assertEquals(503, held.status());
        assertEquals(FakeAccess.APP, held.headers().get("access-control-allow-origin"));
        lab.devices.add("com.lamp", "/lamp/*");
        for (String request : new String[] {"GET /d/lamp/gone", "DELETE /d/lamp/gone"}) {
            Wire.Reply reply = lab.ask(request, app);
            assertEquals(503, reply.status());
            assertEquals(FakeAccess.APP, reply.headers().get("access-control-allow-origin"), request);
            assertEquals("Origin", reply.headers().get("vary"), request);
        }
    }

    @Test
    void a_request_counts_once_however_often_it_is_made() throws Exception {
        for (int i = 0; i < 3; i++) {
            lab.gone = 404;
            lab.meanwhile = () -> lab.gone = 200;
            assertEquals(200, lab.ask("GET /d/cam/gone", USER).status());
        }
        assertEquals(6, lab.reached.get());
        assertEquals(429, lab.ask("GET /d/cam/", USER).status());
    }

    @Test
    void so_does_a_strangers_that_waits() throws Exception {
        lab.devices.remove(lab.devices.ring);
        List<CompletableFuture<Wire.Reply>> held = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            held.add(ask("GET /d/bell/ring"));
        }
        assertThrows(TimeoutException.class, () -> held.get(0).get(500, TimeUnit.MILLISECONDS));
        lab.devices.add("com.bell", "/bell/ring", "box.auth", "public");
        for (CompletableFuture<Wire.Reply> each : held) {
            assertEquals(200, each.get(30, TimeUnit.SECONDS).status());
        }
    }

    private void update() {
        lab.gone = 200;
        lab.devices.remove(lab.devices.lamp);
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> lab.devices.add("com.lamp", "/lamp/*"));
    }

    private CompletableFuture<Wire.Reply> ask(String request, String... headers) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return lab.ask(request, headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
