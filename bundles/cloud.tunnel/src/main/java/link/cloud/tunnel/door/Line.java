package link.cloud.tunnel.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** A TCP connection that can be held to a rate, each way; below TLS, if there is any. */
final class Line extends SocketChannelEndPoint {
    private volatile Rate in;
    private volatile Rate out;

    Line(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** From now on so much may come in and go out. */
    void hold(Rate incoming, Rate outgoing) {
        in = incoming;
        out = outgoing;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        Rate rate = in;
        if (rate == null) {
            return super.fill(buffer);
        }
        int count = rate.millis() > 0 ? 0 : super.fill(buffer);
        rate.passed(Math.max(0, count));
        return count;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        Rate rate = out;
        if (rate == null) {
            return super.flush(buffers);
        }
        if (rate.millis() > 0) {
            return BufferUtil.isEmpty(buffers);
        }
        long before = BufferUtil.remaining(buffers);
        boolean all = super.flush(buffers);
        rate.passed((int) (before - BufferUtil.remaining(buffers)));
        return all;
    }

    @Override
    protected void needsFillInterest() {
        later(in, super::needsFillInterest);
    }

    @Override
    protected void onIncompleteFlush() {
        later(out, super::onIncompleteFlush);
    }

    private void later(Rate rate, Runnable ask) {
        long millis = rate == null ? 0 : rate.millis();
        if (millis == 0) {
            ask.run();
        } else {
            getScheduler().schedule(ask, millis, TimeUnit.MILLISECONDS);
        }
    }
}
