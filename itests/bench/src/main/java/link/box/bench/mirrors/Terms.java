package link.box.bench.mirrors;

/**
 * Times of a run, in seconds.
 *
 * @param ttl of main name and mirrors
 * @param clamp the least TTL of the resolvers that have one
 * @param hold after how long a name counts as forgotten by all caches
 * @param negative for how long caches may keep that there is no such name
 */
record Terms(int ttl, int clamp, int hold, int negative) {
    /** Two hours of the real ones, or less by the same factor. */
    private static final double WHOLE = 120;
    private static final int LEAST_TTL = 5;
    private static final int LEAST_HOLD = 10;

    /** @return short ones, so that many changes fit into some minutes; clamps add up, hence the hold */
    static Terms scaled() {
        return new Terms(20, 30, 66, 3);
    }

    /** @return those of the product for 120 minutes; a rehearsal has them all shorter */
    static Terms real(double minutes) {
        double factor = Math.min(1, minutes / WHOLE);
        return new Terms((int) Math.max(LEAST_TTL, 60 * factor), (int) Math.max(LEAST_TTL + 1, 600 * factor),
                (int) Math.max(LEAST_HOLD, 1800 * factor), (int) Math.max(1, 30 * factor));
    }
}
