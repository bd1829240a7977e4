package link.box.common.kite;

/** Words of the header {@code X-PageKite-Features}. */
public final class Features {
    /** A challenge is answered on the same connection, in a chunk. */
    public static final String ADD_KITES = "AddKites";
    /**
     * The frontend is one of ours, so {@link #ADD_KITES} can be trusted. Debian's frontend says that word, too, and then drops the tunnel
     * at its first PING.
     */
    public static final String BOX_TUNNEL = "BoxTunnel";

    private Features() {
    }
}
