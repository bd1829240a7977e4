package link.box.pagekite;

import java.io.IOException;

/** A way to fly a kite: the program or our own client. */
interface Engine {
    /**
     * Looks whether a start makes sense. Blocks for a look-up and a connection.
     *
     * @throws Unusable somebody has to act
     * @throws IOException not now
     */
    void check() throws IOException, Unusable;

    /**
     * Starts to fly; returns before it flies.
     *
     * @param host the kite's name
     * @param changed is called, on any thread, when the flight has news, if the engine can tell; its owner looks now and then anyway
     * @throws Unusable somebody has to act
     */
    Flight start(String host, Runnable changed) throws IOException, Unusable;

    /** @return how patient one has to be with it */
    Patience patience();

    /** Frees what it holds besides its flights. */
    void close();
}
