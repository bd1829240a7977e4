package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.OptionalLong;
import link.box.common.kite.Limits;
import link.cloud.tunnel.auth.SharedSecret;
import link.cloud.tunnel.kite.Kite;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/**
 * Connections that another thread closes just then: Jetty tells the connection that is there of it, once. So the order in which the two
 * threads do their work is played here by one.
 */
class HandOverTest {
    private final House house = new House(new Rules("", "box.test", null, OptionalLong::empty,
            new SharedSecret("box.test", () -> Frontend.SECRET),
            Limits.ofFrontend(10), 1 << 24, 0, 2, 1, 1, System::nanoTime), new Server());

    @Test
    void a_visitor_that_is_closed_on_its_way_to_a_Box_gives_its_places_back_once() throws Exception {
        EndPoint visitor = endPoint();
        Connection doorstep = welcome(visitor);
        Connection stream = house.tunnel(endPoint()).open(new Kite(Kite.HTTPS, "remote.abc.box.test"), visitor);
        stream.addEventListener(house.place().orElseThrow());
        assertTrue(house.place().isEmpty());
        visitor.close();
        doorstep.onClose(null);
        house.upgrade(visitor, stream);
        Connection.Listener place = house.place().orElseThrow();
        stream.onClose(null);
        assertTrue(house.place().isEmpty());
        place.onClosed(stream);
        assertTrue(house.place().isPresent());
        assertTrue(isLetIn(endPoint()));
    }

    @Test
    void a_tunnel_that_is_closed_as_it_begins_is_gone() {
        EndPoint box = endPoint();
        Connection doorstep = welcome(box);
        Tunnel tunnel = house.tunnel(box);
        box.close();
        doorstep.onClose(null);
        house.upgrade(box, tunnel.connection());
        assertFalse(tunnel.isOpen());
        assertTrue(isLetIn(endPoint()));
    }

    @Test
    void one_too_many_that_is_closed_before_it_begins_is_forgotten() {
        EndPoint first = endPoint();
        Connection counted = welcome(first);
        EndPoint second = endPoint();
        Connection late = house.welcome(second);
        second.setConnection(late);
        late.addEventListener(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                assertFalse(second.isOpen(), "two are one too many");
                connection.onClose(null);
            }
        });
        late.onOpen();
        assertTrue(first.isOpen());
        for (int i = 1; i < House.UNDECIDED; i++) {
            house.undecided(endPoint());
        }
        assertTrue(first.isOpen(), "the one that is gone has a place on the porch");
        first.close();
        counted.onClose(null);
        assertTrue(isLetIn(endPoint()));
    }

    @Test
    void last_words_to_one_that_is_gone_need_no_time() {
        EndPoint visitor = endPoint();
        Connection doorstep = welcome(visitor);
        visitor.close();
        doorstep.onClose(null);
        Farewell farewell = new Farewell(visitor, house);
        farewell.onClose(null);
        house.upgrade(visitor, farewell);
        assertTrue(isLetIn(endPoint()));
    }

    private boolean isLetIn(EndPoint next) {
        welcome(next);
        return next.isOpen();
    }

    private Connection welcome(EndPoint endPoint) {
        Connection connection = house.welcome(endPoint);
        endPoint.setConnection(connection);
        connection.onOpen();
        return connection;
    }

    private static EndPoint endPoint() {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        return new ByteArrayEndPoint() {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return remote;
            }
        };
    }
}
