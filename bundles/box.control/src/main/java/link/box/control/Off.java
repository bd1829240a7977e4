package link.box.control;

import java.util.List;
import java.util.Optional;

/**
 * What is off because the settings say so.
 *
 * @param tunnel which setting has it that there is no tunnel; empty if there shall be one
 */
record Off(Optional<String> tunnel) {
    private static final String WAITS = " waits for " + Waiting.TUNNEL;

    static Off of(ControlConfig config) {
        if (!config.tunnel_enabled()) {
            return new Off(Optional.of("tunnel.enabled = false"));
        }
        return new Off(config.tunnel_frontend().isBlank() ? Optional.of("no tunnel.frontend is set") : Optional.empty());
    }

    /** @return without those that wait for what will not come */
    List<String> reasonable(List<String> waiting) {
        return waiting.stream().filter(each -> tunnel.isEmpty() || !each.endsWith(WAITS)).toList();
    }
}
