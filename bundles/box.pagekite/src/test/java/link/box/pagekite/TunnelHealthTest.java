package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import link.box.api.tunnel.Tunnel;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the check says beside a real supervisor. */
@Timeout(180)
class TunnelHealthTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String UP = "remote.abc.box.test leads through 127.0.0.1 to the Box";

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 1);
    private final Map<String, Object> settings = new HashMap<>(Map.of("frontend_address", "127.0.0.1", "frontend_tls", false));
    private Supervisor supervisor;
    private TunnelHealth health;

    @AfterEach
    void end() {
        supervisor.stop();
    }

    @Test
    void where_there_is_to_be_no_tunnel_all_is_well() throws Exception {
        start();
        assertSays(Status.OK, "There is no tunnel: no frontend is set");
        supervisor.stop();
        settings.putAll(Map.of("enabled", false, "frontend", "fe.test:443"));
        start();
        assertSays(Status.OK, "There is no tunnel: switched off");
    }

    @Test
    void while_it_is_down_the_reason_is_told_and_lasts() throws Exception {
        settings.put("frontend", "127.0.0.1:1");
        start();
        assertSays(Status.TEMPORARILY_UNAVAILABLE, "The tunnel has not been looked at yet");
        String why = "The tunnel is down: cannot reach the tunnel's frontend 127.0.0.1: Connection refused";
        clockwork.until("it is told", SOON, () -> said().equals(why));
        new Clockwork(worker, 30).until("it has lasted", SOON, () -> health.execute().getStatus() == Status.WARN);
        assertSays(Status.WARN, why);
    }

    @Test
    void a_first_try_is_no_failure() throws Exception {
        try (Played silent = new Played()) {
            settings.put("frontend", silent.address());
            start();
            worker.run();
            assertSays(Status.TEMPORARILY_UNAVAILABLE, "The tunnel is down: the kite is on its way up");
        }
    }

    @Test
    void where_somebody_has_to_act_it_warns_at_once() throws Exception {
        settings.put("frontend", "nowhere");
        start();
        worker.run();
        assertSays(Status.WARN, "The tunnel is down: the tunnel's frontend \"nowhere\" is not host:port, or up to 8 with commas between");
    }

    @Test
    void a_kite_that_flies_is_well_only_when_the_box_is_reached() throws Exception {
        try (Tower tower = new Tower()) {
            settings.put("frontend", tower.address());
            start();
            clockwork.until("flies", SOON, () -> supervisor.logbook().sight().filter(Sight::flies).isPresent());
            String but = "The kite flies, but the Box is not reached from outside: ";
            assertSays(Status.TEMPORARILY_UNAVAILABLE, but + "its record, its certificate or a first visit is still to come");
            supervisor.unreached("nobody comes");
            assertSays(Status.WARN, but + "nobody comes");
            health.endpoints = List.of(TunnelEndpoint.of(new Tunnel("remote.abc.box.test", 443, InetAddress.getLoopbackAddress())));
            assertSays(Status.OK, "The Box is reached from outside: " + UP);
        }
        clockwork.until("the loss is told", SOON, () -> said().startsWith("The tunnel is down: "));
    }

    private void start() throws Exception {
        settings.put("secret_file", Secrets.write(folder, "SECRET").toString());
        supervisor = new Supervisor(new Registry("link.box.pagekite", folder).context(), Settings.of(PagekiteConfig.class, settings));
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
        supervisor.setWorker(worker);
        health = new TunnelHealth(supervisor, worker);
    }

    private void assertSays(Status status, String words) {
        assertEquals(words, said());
        assertEquals(status, health.execute().getStatus());
    }

    private String said() {
        return StreamSupport.stream(health.execute().spliterator(), false).map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
    }
}
