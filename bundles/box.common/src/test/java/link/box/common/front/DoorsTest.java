package link.box.common.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DoorsTest {
    private static final String NAME = "the door of this test";
    private static final String HOME = "at home";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private boolean updating;
    private final Doors doors = new Doors(() -> updating, Doors.KEPT);

    @Test
    void who_comes_while_the_bundle_is_updated_is_served_by_the_next_version() throws Exception {
        int port = updated();
        try (Socket visitor = new Socket(HERE, port);
                ServerSocketChannel next = next().open(NAME, HOME, DoorsTest::bound);
                SocketChannel served = next.accept()) {
            assertEquals(visitor.getLocalPort(), ((InetSocketAddress) served.getRemoteAddress()).getPort());
        }
    }

    @Test
    void the_next_version_closes_it_at_its_end() throws Exception {
        int port = updated();
        next().open(NAME, HOME, DoorsTest::bound).close();
        assertThrows(ConnectException.class, () -> new Socket(HERE, port).close());
    }

    @Test
    void without_an_update_the_port_is_free_at_once() throws Exception {
        ServerSocketChannel door = doors.open(NAME, HOME, DoorsTest::bound);
        int port = port(door);
        door.close();
        assertThrows(ConnectException.class, () -> new Socket(HERE, port).close());
    }

    @Test
    void what_was_kept_is_found_by_its_own_name_only_and_once() throws Exception {
        int port = updated();
        try (ServerSocketChannel other = next().open("another door", HOME, DoorsTest::bound);
                ServerSocketChannel next = next().open(NAME, HOME, DoorsTest::bound);
                ServerSocketChannel second = next().open(NAME, HOME, DoorsTest::bound)) {
            assertEquals(port, port(next));
            assertEquals(1, java.util.stream.Stream.of(other, next, second).filter(each -> port(each) == port).count());
        }
    }

    @Test
    void a_port_that_listens_elsewhere_after_the_update_leaves_no_socket_behind() throws Exception {
        int port = updated();
        try (ServerSocketChannel next = next().open(NAME, "elsewhere", DoorsTest::bound)) {
            assertThrows(ConnectException.class, () -> new Socket(HERE, port).close());
            new Socket(HERE, port(next)).close();
        }
    }

    @Test
    void a_bundle_that_never_comes_back_leaves_no_socket_behind() throws Exception {
        ServerSocketChannel door = new Doors(() -> true, Duration.ofMillis(100)).open(NAME, HOME, DoorsTest::bound);
        int port = port(door);
        door.close();
        while (isOpen(port)) { // until the test's own time is over
            Thread.onSpinWait();
        }
        try (ServerSocketChannel next = next().open(NAME, HOME, DoorsTest::bound)) {
            new Socket(HERE, port(next)).close();
        }
    }

    @Test
    void the_end_of_the_first_keeping_does_not_close_what_is_kept_a_second_time() throws Exception {
        Duration patience = Duration.ofSeconds(1);
        ServerSocketChannel first = new Doors(() -> true, patience).open(NAME, HOME, DoorsTest::bound);
        first.close();
        ServerSocketChannel again = new Doors(() -> true, Duration.ofMinutes(1)).open(NAME, HOME, DoorsTest::bound);
        int port = port(again);
        again.close();
        Thread.sleep(patience.multipliedBy(3).dividedBy(2).toMillis());
        try (ServerSocketChannel next = next().open(NAME, HOME, DoorsTest::bound)) {
            assertEquals(port, port(next));
        }
    }

    @Test
    void who_waits_for_a_visitor_is_told_that_it_is_closed() throws Exception {
        ServerSocketChannel door = doors.open(NAME, HOME, DoorsTest::bound);
        CompletableFuture<SocketChannel> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return door.accept();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Thread.sleep(100);
        door.close();
        ExecutionException end = assertThrows(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS));
        assertInstanceOf(UncheckedIOException.class, end.getCause());
    }

    /** @return the port of a bundle that is being updated */
    private int updated() throws IOException {
        ServerSocketChannel door = doors.open(NAME, HOME, DoorsTest::bound);
        int port = port(door);
        updating = true;
        door.close();
        return port;
    }

    private static Doors next() {
        return new Doors(() -> false, Doors.KEPT);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(HERE, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int port(ServerSocketChannel door) {
        return door.socket().getLocalPort();
    }

    private static ServerSocketChannel bound() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
    }
}
