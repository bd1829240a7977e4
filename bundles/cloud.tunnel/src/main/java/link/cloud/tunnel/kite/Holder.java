package link.cloud.tunnel.kite;

import java.util.concurrent.CompletionStage;

/** The tunnel that a kite hangs on, as far as the registry has to know it. */
public interface Holder {
    /** @return what its Box was told at the handshake and nobody can guess */
    String session();

    /** @return whether the other end answers now; on any thread, and soon: no answer in time is none */
    CompletionStage<Boolean> answers();

    /** @return whether it is there; once it is not, never again */
    boolean isOpen();

    /**
     * Ends it, with all its streams; its kites are to be {@linkplain Kites#land landed} then.
     *
     * @param reason for the log
     */
    void end(String reason);
}
