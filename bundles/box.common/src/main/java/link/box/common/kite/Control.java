package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** What the tunnel itself has to say. However much the far end asks for, little of it is kept. Thread-safe. */
final class Control implements Source {
    private static final String NOOP = "NOOP: 1\r\n";
    private static final int MOST_UNKNOWN = 1024;
    private static final int MOST_WORDS = 64;

    private final Queue<String> words = new ArrayDeque<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private String pong;

    /** The far end asked for a sign of life. Only the last one is answered if it asks faster than we can. */
    synchronized void pong(String value) {
        pong = value.replaceAll("[^!-~]", "?");
    }

    /** There is no stream of that SID, any more or at all. */
    synchronized void unknown(String sid) {
        if (unknown.size() < MOST_UNKNOWN) {
            unknown.add(sid);
        }
    }

    /** @return whether there was room */
    synchronized boolean say(String lines) {
        return words.size() < MOST_WORDS && words.add(lines);
    }

    @Override
    public synchronized void collect(List<ByteBuffer> buffers) {
        if (pong != null) {
            buffers.add(Chunk.of(NOOP + "PONG: " + pong + "\r\n"));
            pong = null;
        }
        words.forEach(lines -> buffers.add(Chunk.of(NOOP + lines)));
        words.clear();
        unknown.forEach(sid -> buffers.add(Chunk.of("SID: " + sid + "\r\nEOF: 1WR\r\n")));
        unknown.clear();
    }

    @Override
    public void sent() {
        // nothing waits for it
    }

    @Override
    public void broke(RuntimeException fault) {
        throw fault;
    }
}
