package link.box.pagekite;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A socket that ends reading when its time is up or the far end has said too much, however slowly it speaks. */
final class Bounded extends Socket {
    private static final int MOST = 1 << 16;
    private static final int NANOS_IN_MILLI = 1_000_000;

    private final LongSupplier nanos;
    private final long end;
    private int left = MOST;

    /** @param longest for all of it, from now on */
    Bounded(LongSupplier nanos, Duration longest) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + longest.toNanos();
    }

    /** Blocks for the time that is left at most. */
    void connect(InetSocketAddress address) throws IOException {
        connect(address, millis());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                setSoTimeout(millis());
                int count = in.read(bytes, from, length);
                left -= Math.max(0, count);
                if (left < 0) {
                    throw new IOException("more than " + MOST + " bytes");
                }
                return count;
            }
        };
    }

    private int millis() throws SocketTimeoutException {
        long rest = (end - nanos.getAsLong()) / NANOS_IN_MILLI;
        if (rest <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) rest;
    }
}
