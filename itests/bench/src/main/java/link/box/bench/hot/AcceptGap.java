package link.box.bench.hot;

/**
 * For how long a port took no connection: from the last that it took before one that failed to the first that it took afterwards. A pause
 * of who tries is no gap. For one thread that tries and one that looks.
 */
final class AcceptGap {
    private static final double MILLI = 1e6;
    private long taken;
    private boolean open;
    private long longest;
    private int refused;

    /**
     * What was seen since the last look.
     *
     * @param millis the longest gap; 0 if every connection was taken
     * @param refused connections that were refused; one that took too long is in the gap alone
     */
    record Seen(double millis, int refused) {
    }

    /** @param now nanoseconds; as if one had been taken */
    AcceptGap(long now) {
        taken = now;
    }

    synchronized void taken(long now) {
        close(now);
        open = false;
        taken = now;
    }

    synchronized void failed(boolean wasRefused) {
        open = true;
        refused += wasRefused ? 1 : 0;
    }

    /** A gap that is not over counts as far as it has come, and as a whole the next time. */
    synchronized Seen look(long now) {
        close(now);
        Seen seen = new Seen(longest / MILLI, refused);
        longest = 0;
        refused = 0;
        return seen;
    }

    private void close(long now) {
        longest = open ? Math.max(longest, now - taken) : longest;
    }
}
