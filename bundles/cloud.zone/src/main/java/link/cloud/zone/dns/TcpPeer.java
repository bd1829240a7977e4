package link.cloud.zone.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import link.box.common.net.Source;

/**
 * One TCP connection (RFC 7766): queries one after the other, each with its length in front. Reads no more while its answers are not
 * taken. Used by one thread.
 */
final class TcpPeer {
    private static final int LENGTH = 2;
    private static final int QUERY = 4096;

    final Source source;
    final SocketChannel channel;
    private final Responder responder;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(LENGTH + QUERY);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long active;

    TcpPeer(SocketChannel channel, Source source, SelectionKey key, Responder responder, long now) {
        this.channel = channel;
        this.source = source;
        this.key = key;
        this.responder = responder;
        this.active = now;
    }

    /** @return when the last whole query came, in nanoseconds: a trickle of bytes keeps no connection alive */
    long active() {
        return active;
    }

    /** Reads, answers, writes. @throws IOException the connection has ended or has to */
    void ready(long now) throws IOException {
        write();
        if (out.hasRemaining()) {
            return;
        }
        int count = channel.read(in);
        answer(now);
        if (count < 0) {
            throw new IOException("closed by the peer");
        }
    }

    private void answer(long now) throws IOException {
        in.flip();
        while (!out.hasRemaining() && in.remaining() >= LENGTH) {
            int length = Short.toUnsignedInt(in.getShort(in.position()));
            if (length > QUERY) {
                throw new IOException("a query of " + length + " bytes");
            }
            if (in.remaining() < LENGTH + length) {
                break;
            }
            in.getShort();
            byte[] packet = new byte[length];
            in.get(packet);
            active = now;
            respond(packet);
        }
        in.compact();
    }

    private void respond(byte[] packet) throws IOException {
        byte[] answer = responder.answer(packet, false);
        if (answer == null) {
            throw new IOException("not a query");
        }
        out = ByteBuffer.allocate(LENGTH + answer.length).putShort((short) answer.length).put(answer).flip();
        write();
    }

    private void write() throws IOException {
        if (out.hasRemaining()) {
            channel.write(out);
        }
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
