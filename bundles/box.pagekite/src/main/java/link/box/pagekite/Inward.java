package link.box.pagekite;

import java.io.IOException;
import java.net.InetSocketAddress;
import link.box.common.kite.Joint;
import link.box.common.kite.Opening;
import link.box.common.kite.Stream;
import link.box.common.net.ProxyHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** Joins a stream with a connection to the Box's own port, which hears first where the stream comes from. */
final class Inward implements Joint {
    private final Stream stream;
    private final Opening opening;
    private final InetSocketAddress box;

    Inward(Stream stream, Opening opening, InetSocketAddress box) {
        this.stream = stream;
        this.opening = opening;
        this.box = box;
    }

    @Override
    public Connection join(EndPoint socket) throws IOException {
        introduce(socket);
        return stream.connection(socket);
    }

    @Override
    public void failed(Throwable why) {
        stream.refuse("the Box does not listen at " + box + ": " + why.getMessage());
    }

    /** Fits into the buffer of a socket that has just been connected. */
    private void introduce(EndPoint socket) throws IOException {
        if (!socket.flush(ProxyHeader.of(opening.remoteIp(), opening.remotePort()).bytes())) {
            throw new IOException("a new socket takes nothing");
        }
    }
}
