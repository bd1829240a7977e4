package link.box.pagekite;

import java.io.IOException;
import java.util.Optional;

/** One try to fly a kite, until it is over. Its owner calls it from one thread at a time. */
interface Flight {
    /** @return the kite's name */
    String host();

    /**
     * Takes in what has happened since; never waits.
     *
     * @param nanos of a clock that never jumps
     */
    void look(long nanos) throws IOException;

    boolean flies();

    /** @return whether it flew, does not any more, and may fly again by itself */
    boolean lost();

    /** @return why the frontend will not have the kite, if it said so */
    Optional<String> refusal();

    /** @return what stands in the way for now */
    Optional<String> hindrance();

    /** @return why it is over; empty if it is not */
    Optional<String> end();

    /** @return the address of the frontend that it is connected to; empty if that is not known */
    String frontend();

    /** Ends it and all that belongs to it. */
    void stop();
}
