package link.cloud.zone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import link.box.api.work.Trouble;
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

    private static ZoneConfig config(int port) {
        Map<String, Object> values = Map.of("dns_address", "127.0.0.1", "dns_port", port);
        return (ZoneConfig) Proxy.newProxyInstance(ZoneConfig.class.getClassLoader(), new Class<?>[] {ZoneConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
