package link.box.lab;

import java.util.Map;

/**
 * What can differ from lab to lab.
 *
 * @param rejectedNonces how many of a hundred nonces the CA refuses
 * @param identityForm {@code sha256} or {@code sha1}
 * @param caching whether the CA asks a caching resolver (unbound) instead of the authoritative server
 * @param ipv6 whether the registration server has an IPv6 address, too
 * @param frontend what the Box's tunnel leads to
 * @param settings further settings of the Box
 */
public record LabOptions(int rejectedNonces, String identityForm, boolean caching, boolean ipv6, Frontend frontend,
        Map<String, String> settings) {
    /** What the Box's tunnel leads to. */
    public enum Frontend {
        /** The frontend in the cloud's own process. The Box has a secret of its own, as behind the next one. */
        CLOUD,
        /** One in a process of its own, as on another machine. */
        APART,
        /** Debian's pagekite; its secret is in the Box's settings. */
        PAGEKITE
    }

    /** @return what pebble does by default, SHA-256, both families if this machine has them, the frontend in the cloud */
    public static LabOptions usual() {
        return new LabOptions(5, "sha256", false, Families.ipv6(), Frontend.CLOUD, Map.of());
    }

    /** @return the same with a setting of the Box */
    public LabOptions with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** @return the same with further settings of the Box */
    public LabOptions with(Map<String, String> further) {
        Map<String, String> more = new java.util.HashMap<>(settings);
        more.putAll(further);
        return new LabOptions(rejectedNonces, identityForm, caching, ipv6, frontend, Map.copyOf(more));
    }

    /** @return the same with a CA that refuses so many of a hundred nonces */
    public LabOptions rejecting(int nonces) {
        return new LabOptions(nonces, identityForm, caching, ipv6, frontend, settings);
    }

    /** @return the same with the other form of the id */
    public LabOptions form(String form) {
        return new LabOptions(rejectedNonces, form, caching, ipv6, frontend, settings);
    }

    /** @return the same with a caching resolver between the CA and the zone */
    public LabOptions cached() {
        return new LabOptions(rejectedNonces, identityForm, true, ipv6, frontend, settings);
    }

    /** @return the same behind another frontend */
    public LabOptions behind(Frontend other) {
        return new LabOptions(rejectedNonces, identityForm, caching, ipv6, other, settings);
    }

    /** @return the same with a registration server that is reached by IPv4 alone */
    public LabOptions ipv4Only() {
        return new LabOptions(rejectedNonces, identityForm, caching, false, frontend, settings);
    }

    /** What this machine has. */
    private static final class Families {
        static boolean ipv6() {
            try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("::1"))) {
                return socket.isBound();
            } catch (java.io.IOException e) {
                return false;
            }
        }
    }
}
