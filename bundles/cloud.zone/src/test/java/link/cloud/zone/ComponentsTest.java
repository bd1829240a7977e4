package link.cloud.zone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import link.box.api.work.Trouble;
import link.box.testing.FreePort;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {
    @TempDir
    Path data;
    private final ManualWorker worker = new ManualWorker();
    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry("link.cloud.zone", data);
    }

    @Test
    void the_store_is_a_service_once_it_is_read() throws IOException {
        StoreKeeper keeper = new StoreKeeper(registry.context(), worker);
        assertEquals(List.of(), registry.of(ZoneStore.class));
        worker.run();
        assertEquals(0, registry.of(ZoneStore.class).get(0).ids());
        keeper.close();
        assertEquals(List.of(), registry.of(ZoneStore.class));
    }

    @Test
    void a_damaged_store_is_told_and_left_alone_until_it_is_mended() throws IOException {
        byte[] junk = "junk\nmore junk\n".getBytes(StandardCharsets.UTF_8);
        Path journal = Files.createDirectories(data.resolve("link.cloud.zone")).resolve("journal");
        Files.write(journal, junk);
        StoreKeeper keeper = new StoreKeeper(registry.context(), worker);
        worker.run();
        assertTrue(registry.of(Trouble.class).get(0).what().contains("journal is damaged"));
        assertArrayEquals(junk, Files.readAllBytes(journal));
        Files.delete(journal);
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals(1, registry.of(ZoneStore.class).size());
        keeper.close();
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); ZoneStore store = new ZoneStore(data)) {
            DnsPort port = new DnsPort(registry.context(), worker, store, config(holder.getLocalPort()));
            worker.run();
            Trouble trouble = registry.of(Trouble.class).get(0);
            assertTrue(trouble.what().contains("DNS port " + holder.getLocalPort()), trouble.what());
            port.close();
            assertEquals(List.of(), registry.of(Trouble.class));
        }
    }

    @Test
    void a_port_that_nobody_can_serve_yet_is_given_back_and_opened_later() throws Exception {
        int number = FreePort.next();
        Threads threads = new Threads();
        threads.busy = true;
        try (ZoneStore store = new ZoneStore(data)) {
            DnsPort port = new DnsPort(registry.context(), threads, store, config(number));
            threads.run();
            assertTrue(isFree(number));
            threads.busy = false;
            threads.advance(Duration.ofSeconds(5));
            assertFalse(isFree(number));
            port.close();
            threads.last.join(5000);
        }
    }

    @Test
    void a_port_whose_loop_an_error_has_ended_is_opened_again() throws Exception {
        int number = FreePort.next();
        Threads threads = new Threads();
        try (ZoneStore store = new ZoneStore(data)) {
            DnsPort port = new DnsPort(registry.context(), threads, store, config(number));
            threads.broken = true;
            threads.run();
            threads.last.join(5000);
            assertTrue(isFree(number));
            threads.broken = false;
            threads.advance(Duration.ofSeconds(10));
            assertFalse(isFree(number));
            port.close();
            threads.last.join(5000);
        }
    }

    /** Runs commands on threads of their own, if it is not busy; a broken one ends what asks for the time. */
    private static final class Threads extends ManualWorker {
        private volatile boolean busy;
        private volatile boolean broken;
        private Thread last;

        @Override
        public void execute(Runnable command) {
            if (busy) {
                throw new RejectedExecutionException("busy");
            }
            last = new Thread(command);
            last.setUncaughtExceptionHandler((thread, error) -> { });
            last.start();
        }

        @Override
        public long nanos() {
            if (broken) {
                throw new InternalError("broken");
            }
            return super.nanos();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ZoneConfig config(int port) {
        Map<String, Object> values = Map.of("dns_address", "127.0.0.1", "dns_port", port);
        return (ZoneConfig) Proxy.newProxyInstance(ZoneConfig.class.getClassLoader(), new Class<?>[] {ZoneConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
