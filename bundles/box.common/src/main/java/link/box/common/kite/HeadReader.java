package link.box.common.kite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects header lines, as they come in, up to and with the blank line. Bytes that are no printable ASCII become question marks, so that
 * nothing of it harms a log. Not thread-safe.
 */
public final class HeadReader {
    private static final int FIRST = 256;

    private final int most;
    private byte[] bytes = new byte[FIRST];
    private int size;
    private int lineStart;

    /** @param most bytes of a head, with its blank line */
    public HeadReader(int most) {
        this.most = most;
    }

    /**
     * Takes from the buffer what belongs to the head.
     *
     * @param in its position is behind the blank line afterwards, or at its limit
     * @return whether the head is complete
     * @throws Malformed there is no blank line within the limit
     */
    public boolean take(ByteBuffer in) throws Malformed {
        while (in.hasRemaining()) {
            if (size == most) {
                throw new Malformed("no end of the headers within " + most + " bytes");
            }
            if (add(in.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean add(byte next) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = next >= ' ' && next < 127 || next == '\r' || next == '\n' ? next : (byte) '?';
        if (next != '\n') {
            return false;
        }
        int length = size - 1 - lineStart;
        lineStart = size;
        return length == 0 || length == 1 && bytes[size - 2] == '\r';
    }

    /** @return what was collected; afterwards a new head can be read */
    public String text() {
        String text = new String(bytes, 0, size, StandardCharsets.US_ASCII);
        size = 0;
        lineStart = 0;
        if (bytes.length > FIRST) {
            bytes = new byte[FIRST];
        }
        return text;
    }
}
