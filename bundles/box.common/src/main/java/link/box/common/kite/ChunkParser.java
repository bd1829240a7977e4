package link.box.common.kite;

import java.nio.ByteBuffer;

/**
 * Reads chunks: {@code HEXLEN[R] CRLF}, then so many bytes: header lines, a blank line, data. Takes what has arrived, in parts of any size,
 * and copies no data. After an exception it must not be used any more. Not thread-safe.
 */
public final class ChunkParser {
    /** The longest chunk, in bytes. */
    public static final int MOST_BYTES = 1 << 22;
    /** The longest head of a chunk, in bytes. */
    public static final int MOST_HEAD = 8192;

    private final ChunkSink sink;
    private final HeadReader head = new HeadReader(MOST_HEAD);
    private State state = State.LENGTH;
    private int left;
    private int digits;

    private enum State { LENGTH, SUFFIX, LINE_END, HEAD, DATA }

    /** @param sink what is called, within {@link #parse} */
    public ChunkParser(ChunkSink sink) {
        this.sink = sink;
    }

    /**
     * @param in is read to its limit
     * @throws Malformed the tunnel cannot be understood from here on
     */
    public void parse(ByteBuffer in) throws Malformed {
        while (in.hasRemaining()) {
            switch (state) {
                case HEAD -> head(in);
                case DATA -> data(in);
                default -> length((char) (in.get() & 0xff));
            }
        }
    }

    private void length(char c) throws Malformed {
        int digit = state == State.LENGTH ? Character.digit(c, 16) : -1;
        if (digit >= 0) {
            left = left << 4 | digit;
            if (++digits > 6 || left > MOST_BYTES) {
                throw new Malformed("a chunk of more than " + MOST_BYTES + " bytes");
            }
        } else if (c == 'R' && state == State.LENGTH && digits > 0) {
            state = State.SUFFIX;
        } else if (c == '\r' && state != State.LINE_END && digits > 0) {
            state = State.LINE_END;
        } else if (c == '\n' && state == State.LINE_END) {
            begin();
        } else {
            throw new Malformed(c == 'Z' ? "a compressed chunk, which nobody asked for" : "a chunk's length that is no hexadecimal number");
        }
    }

    private void begin() throws Malformed {
        if (left == 0) {
            throw new Malformed("a chunk without length");
        }
        state = State.HEAD;
    }

    private void head(ByteBuffer in) throws Malformed {
        int limit = in.limit();
        int before = in.remaining();
        in.limit(in.position() + Math.min(left, before));
        boolean complete = head.take(in);
        in.limit(limit);
        left -= before - in.remaining();
        if (complete) {
            state = State.DATA;
            sink.head(Head.of(head.text()));
            endIfRead();
        } else if (left == 0) {
            throw new Malformed("a chunk whose headers have no end");
        }
    }

    private void data(ByteBuffer in) {
        int count = Math.min(left, in.remaining());
        left -= count;
        ByteBuffer part = in.slice(in.position(), count);
        in.position(in.position() + count);
        sink.data(part);
        endIfRead();
    }

    private void endIfRead() {
        if (left == 0) {
            state = State.LENGTH;
            digits = 0;
            sink.end();
        }
    }
}
