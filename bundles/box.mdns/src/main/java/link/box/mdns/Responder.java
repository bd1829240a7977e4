package link.box.mdns;

import java.io.IOException;
import java.net.InetAddress;

/** What holds a name on one interface and answers for it (RFC 6762). Methods but {@link #host} may block for seconds. */
interface Responder {
    /** Opens responders. */
    @FunctionalInterface
    interface Opener {
        /**
         * Starts to probe for the name.
         *
         * @param address ours, on the interface to use
         * @param label first label of the name to have, if nobody else has it
         * @throws IOException there is no multicast on that interface, or the port is taken
         */
        Responder open(InetAddress address, String label) throws IOException;
    }

    /** @return the name it holds or probes for now, without a trailing dot: another one after a conflict */
    String host();

    /** Announces this instead of what was announced before; does nothing if it is the same. */
    void tell(Offer offer) throws IOException;

    /** Says goodbye and frees what it has. */
    void close();

    /** Frees what it has without a word: who follows holds the same name. */
    void leave();
}
