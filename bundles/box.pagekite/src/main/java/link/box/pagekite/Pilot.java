package link.box.pagekite;

/** Who keeps the kite in the air; for this bundle. Methods return at once and may be called from any thread. */
public interface Pilot {
    /** Something that the kite has waited for is there. */
    void tryNow();

    /**
     * Visitors have not reached the Box for a while, although the kite flies.
     *
     * @param why for people
     */
    void unreached(String why);

    /** @return how it stands */
    Logbook logbook();

    /** @return whether visitors' TLS may be sent to the frontend as it comes; where it may not, HTTP CONNECT leads to the Box */
    boolean takesTls();
}
