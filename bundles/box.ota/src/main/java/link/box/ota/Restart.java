package link.box.ota;

/** A planned restart: the launcher reads the journal again and starts what it names. */
@FunctionalInterface
interface Restart {
    /** Returns at once; the framework then stops, this bundle with it. */
    void begin();
}
