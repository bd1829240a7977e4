package link.cloud.zone.api;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator allows.
 *
 * @param frontends addresses of the tunnel's frontends: Boxes may point to them
 * @param frontendNames their names, lower case, without a trailing dot
 * @param control a public address of the zone's own servers that Boxes may point to, in order to test resolvers
 * @param idsPerSource how many new ids one source may take in an hour
 * @param idsMax how many ids there may be
 * @param bytesMax how many bytes of heap all records may take
 * @param ttlMin smallest TTL in seconds
 * @param ttlMax largest TTL in seconds
 */
public record Limits(Set<InetAddress> frontends, Set<String> frontendNames, Optional<InetAddress> control, int idsPerSource,
        int idsMax, long bytesMax, int ttlMin, int ttlMax) {
    /** Names with records below one id, itself among them. */
    static final int NAMES = 32;
    /** Names with TXT records below one id: a CA asks at one. */
    static final int TXT_NAMES = 2;
    /** Bytes of heap that the records of one id may take: several times what a Box needs. */
    static final int BYTES = 8 * 1024;
    /** Values of one record set. */
    static final int VALUES = 8;
    /** Characters of a TXT or CAA value. */
    static final int TEXT = 255;
    /** Labels in front of an id. */
    static final int DEPTH = 4;
    /** Record sets in one edit. */
    static final int SETS = 64;

    public Limits {
        frontends = Set.copyOf(frontends);
        frontendNames = Set.copyOf(frontendNames);
    }
}
