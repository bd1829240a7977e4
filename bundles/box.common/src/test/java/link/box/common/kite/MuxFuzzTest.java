package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

/** Whatever a far end says, in whatever order: what is kept stays within its bounds, and in the end every buffer is back. */
class MuxFuzzTest {
    private static final int TUNNELS = Boolean.getBoolean("box.long") ? 100_000 : 300;
    private static final int CHUNKS = 100;
    private static final Limits LIMITS = new Limits(4, 1 << 16, 1 << 17, Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    private static final int BLOCK = 1 << 14;
    private static final String[] HEADERS = {"Proto: https", "EOF: 1R", "EOF: 1W", "EOF: 1WR", "NOOP: 1", "SKB: 1", "SKB: 99999999",
        "PING: x", "PONG: x", "X-PageKite-OK: https:a", "Host: a", "ZRST: 1", "EOF: ", "SKB: 00"};

    private final Random random = new Random(11);
    private final ArrayByteBufferPool pool = new ArrayByteBufferPool();

    @Test
    void nothing_grows_and_nothing_is_lost() {
        int ended = 0;
        for (int i = 0; i < TUNNELS; i++) {
            ended += oneTunnel();
            assertEquals(pool.getDirectByteBufferCount(), pool.getAvailableDirectByteBufferCount(), "after tunnel " + i);
        }
        assertTrue(ended > 0 && ended < TUNNELS, ended + " of " + TUNNELS + " ended by themselves");
    }

    /** @return 1 if the far end's words have ended it */
    private int oneTunnel() {
        ByteArrayEndPoint tunnel = new ByteArrayEndPoint();
        tunnel.setGrowOutput(true);
        List<String> ended = new ArrayList<>();
        Mux mux = new Mux(tunnel, pool, Runnable::run, LIMITS, new Attaching(ended));
        tunnel.setConnection(mux.connection());
        mux.connection().onOpen();
        for (int i = 0; i < CHUNKS && ended.isEmpty(); i++) {
            tunnel.addInput(ByteBuffer.wrap(chunk()));
            assertTrue(mux.streams() <= LIMITS.streams());
            assertTrue(mux.keptInAll().get() <= LIMITS.keptInAll() + BLOCK, mux.keptInAll() + " bytes are kept");
            tunnel.takeOutput();
        }
        int byItself = ended.size();
        mux.close("enough");
        assertEquals(1, ended.size());
        assertEquals(0, mux.streams());
        assertEquals(0, mux.keptInAll().get());
        return byItself;
    }

    private byte[] chunk() {
        StringBuilder lines = new StringBuilder();
        if (random.nextInt(20) > 0) {
            lines.append("SID: ").append((char) ('a' + random.nextInt(8))).append("\r\n");
        } else {
            lines.append("NOOP: 1\r\n");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.append(HEADERS[random.nextInt(HEADERS.length)]).append("\r\n");
        }
        lines.append("\r\n").append("x".repeat(random.nextInt(4) == 0 ? random.nextInt(40_000) : random.nextInt(10)));
        byte[] whole = (Integer.toHexString(lines.length()) + "\r\n" + lines).getBytes(StandardCharsets.US_ASCII);
        if (random.nextInt(2000) == 0) {
            whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(7));
        }
        return whole;
    }

    /** Gives each stream a socket that takes all, one that takes little, or none at all. */
    private final class Attaching implements MuxListener {
        private final List<String> ended;

        Attaching(List<String> ended) {
            this.ended = ended;
        }

        @Override
        public void opened(Stream stream, Opening opening) {
            int kind = random.nextInt(4);
            if (kind == 0) {
                stream.refuse("no");
            } else if (kind < 3) {
                ByteArrayEndPoint socket = new ByteArrayEndPoint(new byte[0], 1000);
                socket.setGrowOutput(kind == 1);
                var connection = stream.connection(socket);
                socket.setConnection(connection);
                connection.onOpen();
            }
        }

        @Override
        public void control(Head head) {
            assertTrue(head.get("NOOP") != null);
        }

        @Override
        public void ended(String why) {
            ended.add(why);
        }
    }
}
