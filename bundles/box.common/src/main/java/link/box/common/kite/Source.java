package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.List;

/** Something that has chunks to send and waits for its turn. */
interface Source {
    /** Adds what it has to send now: a little, since others wait. */
    void collect(List<ByteBuffer> buffers);

    /** What was collected is sent, or will never be. */
    void sent();

    /** A fault of ours has come out of {@link #sent}. */
    void broke(RuntimeException fault);
}
