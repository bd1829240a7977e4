package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

class MuxWriterTest {
    private final ByteArrayEndPoint tunnel = new ByteArrayEndPoint();
    private final List<String> told = new ArrayList<>();
    private final MuxWriter writer = new MuxWriter(tunnel, cause -> told.add("failed: " + cause));

    @Test
    void one_that_breaks_keeps_no_other_from_being_told_and_written() {
        tunnel.setGrowOutput(true);
        Said first = new Said("first", new Said("second", null));
        first.next.breaks = true;
        writer.wants(first);
        writer.wants(new Said("third", null));
        assertEquals("first second third ", tunnel.getOutputString(StandardCharsets.US_ASCII));
        assertEquals(List.of("first sent", "second broke", "third sent"), told);
    }

    /** Says its name once, and brings the next one along. */
    private final class Said implements Source {
        private final String name;
        private final Said next;
        private boolean breaks;

        Said(String name, Said next) {
            this.name = name;
            this.next = next;
        }

        @Override
        public void collect(List<ByteBuffer> buffers) {
            buffers.add(StandardCharsets.US_ASCII.encode(name + " "));
            if (next != null) {
                writer.wants(next);
            }
        }

        @Override
        public void sent() {
            if (breaks) {
                throw new IllegalStateException(name);
            }
            told.add(name + " sent");
        }

        @Override
        public void broke(RuntimeException fault) {
            told.add(fault.getMessage() + " broke");
        }
    }
}
