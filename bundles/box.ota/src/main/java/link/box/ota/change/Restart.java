package link.box.ota.change;

/** A restart: the launcher reads the journal again and starts what it names. */
@FunctionalInterface
interface Restart {
    /** Returns at once; the framework then stops, this bundle with it. */
    void begin();

    /**
     * The same, said some seconds before. Blocks for them.
     *
     * @param set that is started then
     * @param why for people
     * @throws InterruptedException the framework stops anyway
     */
    default void announced(long set, String why) throws InterruptedException {
        begin();
    }
}
