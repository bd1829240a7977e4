package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class OffTest {
    private static final List<String> WAITING = List.of("box.pagekite (TunnelRecord) waits for the tunnel", "box.acme waits for the zone");

    private static Off off(Map<String, Object> settings) {
        return Off.of(Settings.of(ControlConfig.class, settings));
    }

    @Test
    void a_tunnel_without_a_frontend_or_switched_off_is_off_by_that_setting() {
        assertEquals(Optional.of("no tunnel.frontend is set"), off(Map.of()).tunnel());
        assertEquals(Optional.of("tunnel.enabled = false"), off(Map.of("tunnel_enabled", false, "tunnel_frontend", "f.test:443")).tunnel());
        assertEquals(Optional.empty(), off(Map.of("tunnel_frontend", "f.test:443")).tunnel());
    }

    @Test
    void nobody_is_said_to_wait_for_a_tunnel_that_is_off() {
        assertEquals(WAITING.subList(1, 2), off(Map.of()).reasonable(WAITING));
        assertEquals(WAITING, off(Map.of("tunnel_frontend", "f.test:443")).reasonable(WAITING));
    }
}
