package link.box.api.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.work.RetryAfter;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The Box's own part of the public DNS, {@code <id>.<zone>} and all below it. Methods block for as long as the server takes, up to
 * 40 s a request, of which there may be several: call them from a Worker. All are idempotent. Thread-safe.
 */
@ProviderType
public interface Zone {
    /** What a zone server may offer beyond one value per name and type with a fixed TTL. */
    enum Ability {
        /** Several values of a name and type. */ MULTI,
        /** Records of type AAAA. */ AAAA,
        /** Records of type CAA. */ CAA,
        /** A TTL of one's own. */ TTL,
        /** Removal. */ DELETE,
        /** Several record sets in one step, all or none. */ BATCH,
        /** A secret of one's own for kites. @since 1.3 */ KITE
    }

    /**
     * @return what this server offers; asked once and remembered until a call fails
     * @throws IOException the server cannot be reached or refuses, with its words
     * @throws RetryAfter the server said when to come back
     */
    Set<Ability> can() throws IOException, RetryAfter;

    /**
     * Asks the server for a sign of life, whatever is remembered of it.
     *
     * @throws IOException as {@link #can()}
     * @throws RetryAfter as {@link #can()}
     * @since 1.2
     */
    default void ask() throws IOException, RetryAfter {
        can();
    }

    /**
     * Makes these record sets true, replacing what the names had of the types, and removing it where a set has no values: all or none
     * where the server can {@link Ability#BATCH}, else one after the other. Returns when the server has acknowledged them.
     *
     * @param sets names at or below {@code <id>.<zone>}; one without values is left out at a server without {@link Ability#DELETE}
     * @throws Forbidden the server does not allow these values
     * @throws IOException it did not happen, or not all of it; also if the server cannot hold them, see {@link #can()}
     * @throws RetryAfter the server said when to come back
     */
    void put(List<RecordSet> sets) throws IOException, RetryAfter;

    /**
     * Removes what a name has of a type. A server without {@link Ability#DELETE} keeps it; that is no error.
     *
     * @param name absolute name, without a trailing dot
     * @param type which of its record sets
     * @throws IOException it did not happen
     * @throws RetryAfter the server said when to come back
     */
    void remove(String name, RecordSet.Type type) throws IOException, RetryAfter;

    /**
     * @return the one public address that a record may have beside those of the tunnel's frontends: it belongs to the zone's own servers
     *         and shows whether a resolver passes public addresses of this zone; empty if this server has none
     * @throws IOException the server cannot be reached or refuses, with its words
     * @throws RetryAfter the server said when to come back
     */
    default Optional<Inet4Address> control() throws IOException, RetryAfter {
        return Optional.empty();
    }

    /**
     * Registers what this Box signs with when a tunnel's frontend asks who its kite is, in place of what was registered before. Frontends
     * then ask the zone, and the Box may fly the names at and below {@code <id>.<zone>}. Returns when the server has acknowledged it.
     *
     * @param secret 256 random bits as 64 hexadecimal digits, lower case
     * @throws IOException it did not happen, and never does at a server without {@link Ability#KITE}; the secret is in no message
     * @throws RetryAfter the server said when to come back
     * @since 1.3
     */
    default void registerKite(String secret) throws IOException, RetryAfter {
        throw new IOException("this zone server takes no secrets of kites");
    }
}
