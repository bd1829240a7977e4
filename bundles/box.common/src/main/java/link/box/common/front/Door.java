package link.box.common.front;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * A listening socket for as long as somebody serves it: closing this one ends the waiting in accept and leaves the socket itself to
 * whoever is told. One thread accepts.
 */
final class Door extends ServerSocketChannel {
    private final ServerSocketChannel socket;
    private final After after;
    private final Selector selector;
    private final Object taking = new Object();

    /** What becomes of the socket. */
    @FunctionalInterface
    interface After {
        void closed(ServerSocketChannel socket) throws IOException;
    }

    /**
     * @param socket bound; not used by anybody else until {@code after}
     * @param after gets it when this is closed
     */
    Door(ServerSocketChannel socket, After after) throws IOException {
        super(socket.provider());
        this.socket = socket;
        this.after = after;
        this.selector = socket.provider().openSelector();
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public SocketChannel accept() throws IOException {
        while (true) {
            await();
            synchronized (taking) { // once this is closed nobody is taken any more: they are the next one's
                SocketChannel next = isOpen() ? socket.accept() : null;
                if (next != null) {
                    return next;
                }
            }
        }
    }

    private void await() throws IOException {
        try {
            if (isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException e) {
            throw (IOException) new AsynchronousCloseException().initCause(e);
        }
        if (!isOpen() || Thread.currentThread().isInterrupted()) {
            throw new AsynchronousCloseException();
        }
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        selector.close();
        synchronized (taking) {
            after.closed(socket);
        }
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        // it waits by its selector
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        socket.bind(local, backlog);
        return this;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        socket.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return socket.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return socket.supportedOptions();
    }

    @Override
    public ServerSocket socket() {
        return socket.socket();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return socket.getLocalAddress();
    }
}
