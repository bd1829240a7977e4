package link.box.common.kite;

import java.time.Duration;

/**
 * How much one tunnel may take.
 *
 * @param streams at once
 * @param keptPerStream bytes that wait for the socket of one stream; above that the stream ends
 * @param keptInAll bytes that wait for the sockets of all streams; above that the stream with the most ends
 * @param quiet silence of the far end after which it is pinged
 * @param answer how long a ping may stay unanswered before the tunnel counts as dead
 * @param idle how long a stream may do nothing
 */
public record Limits(int streams, int keptPerStream, long keptInAll, Duration quiet, Duration answer, Duration idle) {
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration DEAD = Duration.ofSeconds(30);
    private static final int LEAST_WINDOW = 1 << 14;
    private static final int MOST_WINDOW = 1 << 19;
    private static final int SHARED = 1 << 21;
    private static final int SHARED_CHUNKS = 1 << 20;
    private static final int LEAST_CHUNK = 1 << 12;
    private static final int MOST_CHUNK = 1 << 16;

    /** @return for a Box: 16 MB wait at most; a dead tunnel is known after 30 to 32 s */
    public static Limits ofBox() {
        return ofBox(QUIET);
    }

    /**
     * @param quiet silence after which the frontend is pinged; a shorter one costs traffic, and does not let the tunnel end earlier
     * @return otherwise the same
     */
    public static Limits ofBox(Duration quiet) {
        return new Limits(2048, 1 << 21, 1 << 24, quiet, DEAD.minus(quiet), Duration.ofMinutes(10));
    }

    /**
     * @param streams at once, 256 at most: what a Box of ours sends beyond the credit of so many fits into what is kept, so that slow
     *        visitors do not end one another's streams
     * @return for a frontend: 12 MB wait at most for the visitors of a Box
     */
    public static Limits ofFrontend(int streams) {
        return new Limits(streams, 1 << 20, 3 << 22, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** @return how many bytes of a stream we send before the far end says that it has written some; many streams share */
    static int window(int streams) {
        return Math.max(LEAST_WINDOW, Math.min(MOST_WINDOW, SHARED / Math.max(1, streams)));
    }

    /** @return how many bytes are read of a socket at once */
    static int chunk(int streams) {
        return Math.max(LEAST_CHUNK, Math.min(MOST_CHUNK, SHARED_CHUNKS / Math.max(1, streams)));
    }
}
