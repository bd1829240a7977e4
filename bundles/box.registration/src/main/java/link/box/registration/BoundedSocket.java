package link.box.registration;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import link.box.api.work.Worker;

/** A socket whose reads end at a time, all together: a server that sends a byte now and then cannot hold us. */
class BoundedSocket extends Socket {
    private final Worker worker;
    private final long start;
    private final Duration longest;

    BoundedSocket(Worker worker, Duration longest) {
        this.worker = worker;
        this.start = worker.nanos();
        this.longest = longest;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                limit();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                limit();
                return super.read(bytes, offset, length);
            }
        };
    }

    private void limit() throws IOException {
        long left = longest.minusNanos(worker.nanos() - start).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no complete answer within " + longest.toSeconds() + " s");
        }
        setSoTimeout((int) left);
    }
}
