package link.box.common.kite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Chunks to be sent. */
final class Chunk {
    private Chunk() {
    }

    /** A chunk without data. */
    static ByteBuffer of(String lines) {
        return before(lines, 0);
    }

    /** All of a chunk but its data, of which so many bytes have to follow. */
    static ByteBuffer before(String lines, int data) {
        int length = lines.length() + 2 + data;
        return ByteBuffer.wrap((Integer.toHexString(length).toUpperCase(Locale.ROOT) + "\r\n" + lines + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }
}
