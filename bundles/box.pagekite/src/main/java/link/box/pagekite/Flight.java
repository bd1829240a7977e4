package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
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
    Optional<Hindrance> hindrance();

    /** @return why it is over; empty if it is not */
    Optional<String> end();

    /** @return the frontend, as it is set */
    String place();

    /**
     * @return the public address of the frontend that it is connected to; does not block
     * @throws IOException it is not known
     * @throws Unusable it has none
     */
    InetAddress frontend() throws IOException, Unusable;

    /** @return whether that is a frontend of ours, which takes visitors' TLS as it comes; Debian's breaks at that */
    boolean isOurs();

    /** @return how many visitors it carries, as far as that is known */
    int streams();

    /** Visitors have not reached us through it for a while. */
    void unreached();

    /** Ends it and all that belongs to it. */
    void stop();
}
