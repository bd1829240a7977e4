package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.junit.jupiter.api.Test;

class PerSourceTest {
    private static final int MOST = 2;

    private final PerSource perSource = new PerSource(MOST);
    private final List<Connection> open = new ArrayList<>();

    @Test
    void one_address_has_so_many_and_another_as_many() throws Exception {
        assertEquals(MOST, opened("192.0.2.1", 5));
        assertEquals(MOST, opened("192.0.2.2", 5));
    }

    @Test
    void a_network_of_ipv6_is_one_source_and_a_site_has_those_of_four() throws Exception {
        assertEquals(MOST, opened("2001:db8:1:2::1", 2) + opened("2001:db8:1:2::2", 1));
        int all = 0;
        for (int network = 3; network < 99; network++) {
            all += opened("2001:db8:1:" + network + "::1", 1);
        }
        assertTrue(all < 4 * MOST && all > MOST, all + " more");
        assertEquals(MOST, opened("2001:db8:2:1::1", 5));
    }

    @Test
    void one_that_has_ended_makes_room_once() throws Exception {
        for (int network = 1; network <= 4; network++) {
            assertEquals(MOST, opened("2001:db8:1:" + network + "::1", MOST));
        }
        perSource.onClosed(open.get(0));
        perSource.onClosed(open.get(0));
        assertEquals(1, opened("2001:db8:1:9::1", 1));
        assertEquals(0, opened("2001:db8:1:9::1", 1));
    }

    /** @return how many of them have not been ended */
    private int opened(String address, int count) throws UnknownHostException {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName(address), 4711);
        int stay = 0;
        for (int i = 0; i < count; i++) {
            Connection connection = connection(remote);
            perSource.onOpened(connection);
            if (connection.getEndPoint().isOpen()) {
                open.add(connection);
                stay++;
            } else {
                perSource.onClosed(connection);
            }
        }
        return stay;
    }

    private static Connection connection(InetSocketAddress remote) {
        return new AbstractConnection(new ByteArrayEndPoint() {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return remote;
            }
        }, Runnable::run) {
            @Override
            public void onFillable() {
                throw new AssertionError("nothing is read");
            }
        };
    }
}
