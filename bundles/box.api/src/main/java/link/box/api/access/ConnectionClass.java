package link.box.api.access;

/**
 * Where a connection comes from, known by the listening socket and the peer's address, never by a header. The gate sets it as request
 * attribute {@link #ATTRIBUTE}.
 */
public enum ConnectionClass {
    /** A peer on a network that the Box itself is on, and not the router. */
    ON_LINK,
    /** Any other peer with a private address. */
    PRIVATE,
    /** The Box itself; a foreign tunnel program may sit there, so it is trusted no more than {@link #PRIVATE}. */
    LOOPBACK,
    /** Whoever came through the tunnel's own connector. */
    TUNNEL,
    /** A public address, for example through a port forwarding. Refused. */
    PUBLIC;

    /** Name of the request attribute that holds the value. */
    public static final String ATTRIBUTE = "link.box.connection";
}
