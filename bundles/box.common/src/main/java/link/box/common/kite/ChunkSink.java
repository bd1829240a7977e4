package link.box.common.kite;

import java.nio.ByteBuffer;

/** Where the {@link ChunkParser} hands what it has read: for each chunk the head, its data in parts, and the end. */
public interface ChunkSink {
    /** A chunk begins. */
    void head(Head head) throws Malformed;

    /**
     * Part of the chunk's data.
     *
     * @param part a view of the buffer that was parsed, valid during the call
     */
    void data(ByteBuffer part);

    /** The chunk is complete. */
    void end();
}
