package link.box.bench.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;

/** The bytes that are sent: a block of noise again and again, known at both ends, so that each byte is compared where it arrives. */
final class Content {
    static final int BLOCK = 1 << 16;
    /** A whole number of blocks, none like the other: bytes that come in another order are seen. */
    private static final byte[] NOISE = noise(64 * BLOCK);

    private Content() {
    }

    static void send(OutputStream out, long count) throws IOException {
        for (long sent = 0; sent < count; sent += BLOCK) {
            out.write(NOISE, (int) (sent % NOISE.length), (int) Math.min(BLOCK, count - sent));
        }
        out.flush();
    }

    /** @throws IOException at the first byte that is another one, or missing */
    static void compare(InputStream in, long count) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long seen = 0; seen < count;) {
            int at = (int) (seen % NOISE.length);
            int read = in.read(block, 0, (int) Math.min(Math.min(BLOCK, NOISE.length - at), count - seen));
            if (read < 0 || Arrays.mismatch(block, 0, read, NOISE, at, at + read) >= 0) {
                throw new IOException("another byte than was sent, or the end, after " + seen + " of " + count);
            }
            seen += read;
        }
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(6).nextBytes(bytes);
        return bytes;
    }
}
