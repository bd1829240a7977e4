package link.box.common.kite;

/** Words of the header {@code X-PageKite-Features}, and headers that only programs of ours know; others leave them unread. */
public final class Features {
    /** A challenge is answered on the same connection, in a chunk. */
    public static final String ADD_KITES = "AddKites";
    /**
     * The frontend is one of ours, so {@link #ADD_KITES} can be trusted. Debian's frontend says that word, too, and then drops the tunnel
     * at its first PING.
     */
    public static final String BOX_TUNNEL = "BoxTunnel";
    /** In a chunk of the frontend: it ends in so many seconds at the latest, and whoever can fly elsewhere should. */
    public static final String LEAVES = "X-Box-Leaves";
    /** The Box's answer: it flies elsewhere soon, and needs this tunnel until nobody comes by its old address any more. */
    public static final String MOVES = "X-Box-Moves";

    /**
     * In a chunk of the Box: it takes nobody in by this tunnel any more, and ends it when those who are inside are served, within a second.
     */
    public static final String LANDS = "X-Box-Lands";

    private Features() {
    }
}
