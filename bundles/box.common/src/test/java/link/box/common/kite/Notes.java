package link.box.common.kite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a parser tells: one entry for each chunk, {@code SID|data}. */
final class Notes implements ChunkSink {
    final List<String> chunks = new ArrayList<>();
    private String sid;
    private final StringBuilder data = new StringBuilder();
    private boolean open;

    @Override
    public void head(Head head) {
        if (open) {
            throw new IllegalStateException("a chunk begins within another");
        }
        open = true;
        sid = head.get("SID");
        data.setLength(0);
    }

    @Override
    public void data(ByteBuffer part) {
        if (!open || !part.hasRemaining()) {
            throw new IllegalStateException("data of no chunk, or none");
        }
        data.append(StandardCharsets.ISO_8859_1.decode(part));
    }

    @Override
    public void end() {
        open = false;
        chunks.add(sid + "|" + data);
    }
}
