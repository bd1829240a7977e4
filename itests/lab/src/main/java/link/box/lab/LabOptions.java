package link.box.lab;

import java.util.Map;

/**
 * What can differ from lab to lab.
 *
 * @param rejectedNonces how many of a hundred nonces the CA refuses
 * @param identityForm {@code sha256} or {@code sha1}
 * @param caching whether the CA asks a caching resolver (unbound) instead of the authoritative server
 * @param ipv6 whether the registration server has an IPv6 address, too
 * @param settings further settings of the Box
 */
public record LabOptions(int rejectedNonces, String identityForm, boolean caching, boolean ipv6, Map<String, String> settings) {
    /** @return what pebble does by default, SHA-256, both families if this machine has them */
    public static LabOptions usual() {
        return new LabOptions(5, "sha256", false, Families.ipv6(), Map.of());
    }

    /** @return the same with a setting of the Box */
    public LabOptions with(String key, String value) {
        Map<String, String> more = new java.util.HashMap<>(settings);
        more.put(key, value);
        return new LabOptions(rejectedNonces, identityForm, caching, ipv6, Map.copyOf(more));
    }

    /** @return the same with a CA that refuses so many of a hundred nonces */
    public LabOptions rejecting(int nonces) {
        return new LabOptions(nonces, identityForm, caching, ipv6, settings);
    }

    /** @return the same with the other form of the id */
    public LabOptions form(String form) {
        return new LabOptions(rejectedNonces, form, caching, ipv6, settings);
    }

    /** @return the same with a caching resolver between the CA and the zone */
    public LabOptions cached() {
        return new LabOptions(rejectedNonces, identityForm, true, ipv6, settings);
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
