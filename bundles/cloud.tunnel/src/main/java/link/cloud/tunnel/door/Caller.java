package link.cloud.tunnel.door;

import java.nio.ByteBuffer;
import link.box.common.kite.Head;
import link.cloud.tunnel.kite.Kite;

/** A connection whose first bytes have been read, as the {@link Desk} directs it: exactly one of these is called. */
interface Caller {
    /** @return whether it came by TLS that ends here */
    boolean isInside();

    /**
     * Sends it away.
     *
     * @param answer its last words
     */
    void refuse(ByteBuffer answer, Refusal why);

    /** Says something and ends in peace. */
    void redirect(ByteBuffer answer);

    /**
     * Leads it to the Box that flies this kite, with all that it has sent and was not for us.
     *
     * @param greeting what it gets to hear before, or nothing
     * @param ifGone for the case that the Box cannot be reached any more
     */
    void lead(Kite kite, ByteBuffer greeting, ByteBuffer ifGone);

    /** Begins anew, as it only said whom it wants to talk to, and that is us. */
    void again(ByteBuffer greeting);

    /** Ends TLS here. */
    void inside();

    /** Makes it a tunnel. */
    void tunnel(Head request);
}
