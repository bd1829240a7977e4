package link.box.discover;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody on the home network claims to be. Nothing of it is proof, and all of it may be an attacker's text: so it has one form only.
 *
 * @param host its name there
 * @param id the Box's id
 * @param fingerprint SHA-256 of its certificate, in hex
 * @param name its public main name; empty if it tells none
 * @param claimed whether it has an admin; empty if it does not tell
 */
record Claim(String host, InetAddress address, int port, String id, String fingerprint, String name, Optional<Boolean> claimed) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]{1,63}\\.local");
    private static final Pattern ID = Pattern.compile("[a-z2-7]{52}|[0-9a-f]{40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{0,253}");

    /** @return empty if this is no claim to be a Box, or a malformed one */
    static Optional<Claim> of(String host, InetAddress address, int port, Map<String, String> text) {
        String id = text.getOrDefault("id", "");
        String fingerprint = text.getOrDefault("fp", "");
        String name = text.getOrDefault("name", "");
        boolean form = HOST.matcher(host).matches() && port > 0 && ID.matcher(id).matches() && HASH.matcher(fingerprint).matches()
                && NAME.matcher(name).matches();
        Optional<Boolean> claimed = switch (text.getOrDefault("setup", "")) {
            case "0" -> Optional.of(false);
            case "1" -> Optional.of(true);
            default -> Optional.empty();
        };
        return form ? Optional.of(new Claim(host, address, port, id, fingerprint, name, claimed)) : Optional.empty();
    }

    /** @return where to open it */
    String url() {
        return "https://" + host + (port == 443 ? "" : ":" + port);
    }
}
