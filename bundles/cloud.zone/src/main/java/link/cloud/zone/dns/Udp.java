package link.cloud.zone.dns;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries in datagrams. Used by one thread. */
final class Udp {
    /** No query of ours is larger; what does not fit is malformed then. */
    private static final int RECEIVED = 4096;
    /** How many at a time, so that TCP has its turn. */
    private static final int BURST = 64;
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final DatagramChannel channel;
    private final Responder responder;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVED);

    Udp(DatagramChannel channel, Responder responder) {
        this.channel = channel;
        this.responder = responder;
    }

    /** Answers what has come. @throws ClosedChannelException the server is closed */
    void ready() throws ClosedChannelException {
        for (int i = 0; i < BURST; i++) {
            try {
                if (!one()) {
                    return;
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("a datagram could not be received or answered: {}", e.getMessage());
            }
        }
    }

    private boolean one() throws IOException {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        if (from == null) {
            return false;
        }
        byte[] packet = new byte[buffer.flip().remaining()];
        buffer.get(packet);
        byte[] answer = responder.answer(packet, true);
        if (answer != null) {
            channel.send(ByteBuffer.wrap(answer), from);
        }
        return true;
    }
}
