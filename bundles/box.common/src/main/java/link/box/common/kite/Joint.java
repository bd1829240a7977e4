package link.box.common.kite;

import java.io.IOException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** What is to be done with a socket. Both methods are called on a thread of the I/O and return at once. */
public interface Joint {
    /**
     * It is connected.
     *
     * @return what reads it; its {@code onOpen} is called next
     * @throws IOException nobody wants it any more: it is closed
     */
    Connection join(EndPoint socket) throws IOException;

    /** It could not be connected, or {@link #join} has failed. */
    void failed(Throwable why);
}
