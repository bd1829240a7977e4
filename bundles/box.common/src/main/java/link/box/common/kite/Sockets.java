package link.box.common.kite;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** The threads and buffers of one bundle's tunnels: non-blocking I/O on as many threads as there are selectors, and two for odd jobs. */
public final class Sockets implements AutoCloseable {
    private static final int ODD_JOBS = 2;
    private static final int STEP = 4096;
    private static final int LARGEST = 1 << 16;
    private static final int BUCKET = 64;
    private static final long HEAP_KEPT = 1 << 18;

    private final QueuedThreadPool threads;
    private final Scheduler scheduler;
    private final Selectors manager;
    private final ByteBufferPool pool;

    /**
     * Starts the threads.
     *
     * @param name of the threads
     * @param selectors how many threads read and write
     * @param timeout of a connection that is being made
     * @param kept bytes of buffers that are kept for the next use
     */
    public Sockets(String name, int selectors, Duration timeout, long kept) {
        threads = new QueuedThreadPool(selectors + ODD_JOBS, selectors);
        threads.setName(name);
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        scheduler = new ScheduledExecutorScheduler(name + "-timer", true);
        pool = new ArrayByteBufferPool(0, STEP, LARGEST, BUCKET, HEAP_KEPT, kept);
        manager = new Selectors(threads, scheduler, selectors);
        manager.setConnectTimeout(timeout.toMillis());
        try {
            threads.start();
            scheduler.start();
            manager.start();
        } catch (Exception e) {
            throw new IllegalStateException("the tunnel's threads cannot be started", e);
        }
    }

    /** Connects; returns at once. */
    public void connect(SocketAddress address, Joint joint) {
        Joint once = new Once(joint);
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            prepare(channel);
            if (channel.connect(address)) {
                manager.accept(channel, once);
            } else {
                manager.connect(channel, once);
            }
        } catch (IOException | RuntimeException e) {
            close(channel);
            once.failed(e);
        }
    }

    /** Takes over a connected socket; returns at once. */
    public void accept(SocketChannel channel, Joint joint) {
        Joint once = new Once(joint);
        try {
            prepare(channel);
            manager.accept(channel, once);
        } catch (IOException | RuntimeException e) {
            close(channel);
            once.failed(e);
        }
    }

    /** @return where buffers come from */
    public ByteBufferPool pool() {
        return pool;
    }

    /** @return the threads */
    public Executor executor() {
        return threads;
    }

    /** @return what Jetty's timeouts need */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Closes all sockets and ends the threads. */
    @Override
    public void close() {
        try {
            manager.stop();
            scheduler.stop();
            threads.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the tunnel's threads cannot be stopped", e);
        }
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    private static final class Selectors extends SelectorManager {
        Selectors(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            return new SocketChannelEndPoint((SocketChannel) channel, selector, key, getScheduler());
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object joint) throws IOException {
            try {
                return ((Joint) joint).join(endPoint);
            } catch (IOException | RuntimeException e) {
                ((Joint) joint).failed(e);
                throw e;
            }
        }

        @Override
        protected void connectionFailed(SelectableChannel channel, Throwable cause, Object joint) {
            ((Joint) joint).failed(cause);
        }
    }

    /** Jetty tells some failures twice. */
    private static final class Once implements Joint {
        private final Joint joint;
        private final AtomicBoolean failed = new AtomicBoolean();

        Once(Joint joint) {
            this.joint = joint;
        }

        @Override
        public Connection join(EndPoint socket) throws IOException {
            return joint.join(socket);
        }

        @Override
        public void failed(Throwable why) {
            if (failed.compareAndSet(false, true)) {
                joint.failed(why);
            }
        }
    }
}
