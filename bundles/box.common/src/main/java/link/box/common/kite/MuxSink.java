package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the chunks of the far end mean. Called by one thread at a time. */
final class MuxSink implements ChunkSink {
    private static final int LONGEST_SID = 64;

    private final Mux mux;
    private final MuxListener listener;
    private final Control control;
    private final Set<Stream> fed = new LinkedHashSet<>();
    private Stream current;
    private String end;

    MuxSink(Mux mux, MuxListener listener, Control control) {
        this.mux = mux;
        this.listener = listener;
        this.control = control;
    }

    @Override
    public void head(Head head) throws Malformed {
        String sid = head.get("SID");
        current = null;
        end = null;
        if (sid != null && sid.length() > LONGEST_SID) {
            throw new Malformed("a SID of more than " + LONGEST_SID + " characters");
        }
        Stream stream = sid == null ? null : mux.stream(sid);
        if (stream != null && head.get("SKB") != null) {
            stream.acknowledged(number(head.get("SKB")));
        }
        if (head.get("NOOP") != null) {
            noop(head, sid);
        } else if (sid == null) {
            throw new Malformed("a chunk that belongs to no stream");
        } else {
            end = head.get("EOF");
            current = stream == null ? unknown(sid, head) : stream;
        }
    }

    private void noop(Head head, String sid) {
        String ping = head.get("PING");
        if (ping != null) {
            control.pong(ping);
            mux.wants(control);
        } else if (sid == null && head.get("PONG") == null) {
            listener.control(head);
        }
    }

    private Stream unknown(String sid, Head head) {
        if (end != null) {
            return null;
        }
        Stream stream = head.get("Proto") == null ? null : mux.add(sid, "");
        if (stream == null) {
            control.unknown(sid);
            mux.wants(control);
        } else {
            listener.opened(stream, Opening.of(head));
        }
        return stream;
    }

    private static long number(String text) throws Malformed {
        try {
            return Math.min(Long.parseUnsignedLong(text), Long.MAX_VALUE >> 10);
        } catch (NumberFormatException e) {
            throw new Malformed("an SKB that is no number");
        }
    }

    /** Debian's frontend says "Bye!" with an EOF, which is not for the socket. */
    @Override
    public void data(ByteBuffer part) {
        if (current != null && end == null) {
            current.take(part);
            fed.add(current);
            mux.trim();
        }
    }

    @Override
    public void end() {
        if (current != null && end != null) {
            current.farEnd(end.contains("R"), end.contains("W"));
        }
    }

    /** To be called when all that has arrived is read: Debian's frontend waits for credit after 4 KB, so there is no time to save it up. */
    void tellCredits() {
        fed.forEach(Stream::tellCredit);
        fed.clear();
    }
}
