package link.box.bench.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of HTTP/1.1 (RFC 9112), as far as the two ends of a bench need them; byte by byte, so the stream has to be buffered. */
final class Head {
    private static final int MOST = 8192;

    private Head() {
    }

    /** @return up to the empty line; empty at the end of the stream */
    static String read(InputStream in) throws IOException {
        byte[] bytes = new byte[MOST];
        int length = 0;
        while (length < MOST) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            bytes[length++] = (byte) next;
            if (next == '\n' && length >= 4 && bytes[length - 3] == '\n') {
                return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException("a head without end");
    }

    /** @return the number after the name and a colon */
    static long number(String head, String name) throws IOException {
        int at = head.indexOf(name + ": ");
        if (at < 0) {
            throw new IOException("no " + name + " in " + head);
        }
        return Long.parseLong(head.substring(at + name.length() + 2, head.indexOf('\r', at)));
    }
}
