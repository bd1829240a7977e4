package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is good once cannot be decided on anew: who showed it is told to come again, and not that it may not come. */
class OnceTest {
    private final Taken access = new Taken();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = Lab.patient();
        lab.gate.arrived(access);
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void a_ticket_that_meets_a_device_that_is_away_is_not_taken_twice() throws Exception {
        lab.devices.remove(lab.devices.lamp);
        access.after = () -> lab.devices.add("com.lamp", "/lamp/*");
        Wire.Reply reply = lab.ask("GET /d/lamp/?ticket=single");
        assertEquals(503, reply.status());
        assertEquals("2", reply.headers().get("retry-after"));
        assertEquals(1, access.asked.get());
    }

    @Test
    void nor_is_one_that_meets_a_device_that_goes() throws Exception {
        lab.meanwhile = () -> lab.gone = 200;
        assertEquals(503, lab.ask("GET /d/lamp/gone?ticket=single").status());
        assertEquals(1, access.asked.get());
    }

    @Test
    void what_a_ticket_does_not_find_in_the_api_is_not_found() throws Exception {
        assertEquals(404, lab.ask("GET /box/v1/gone?ticket=single").status());
        assertEquals(1, lab.reached.get());
    }

    @Test
    void a_ticket_that_has_not_been_looked_at_waits_as_others_do() throws Exception {
        lab.gate.left(access);
        soon(() -> lab.gate.arrived(access));
        assertEquals(200, lab.ask("GET /d/lamp/?ticket=single").status());
    }

    private static void soon(Runnable what) {
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(what);
    }

    private static final class Taken extends FakeAccess {
        private final AtomicInteger asked = new AtomicInteger();
        /** What happens soon after it was asked. */
        private volatile Runnable after = () -> { };

        @Override
        public Optional<Caller> caller(Credential credential) {
            soon(after);
            return credential.token().equals("single") && asked.incrementAndGet() == 1
                    ? super.caller(new Credential(credential.kind(), "app", credential.origin(), credential.from(), credential.host(),
                            credential.method(), credential.path())) : Optional.empty();
        }
    }
}
