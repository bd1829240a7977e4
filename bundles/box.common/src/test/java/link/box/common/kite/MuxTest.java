package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of a tunnel over real sockets. */
@Timeout(120)
class MuxTest {
    private static final Limits LIMITS = new Limits(20, 1 << 21, 1 << 22, Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofMinutes(1));
    private static final int MEGABYTES = 64;
    private static final int WINDOW_AND_CHUNK = 10 << 16;

    @Test
    void bytes_pass_both_ways_at_once_and_are_the_same() throws Exception {
        try (Ends ends = new Ends(LIMITS); Socket user = ends.connect(); Socket box = ends.accept()) {
            CompletableFuture<Void> up = send(user, 1);
            CompletableFuture<Void> down = send(box, 2);
            CompletableFuture<Void> atBox = CompletableFuture.runAsync(() -> receive(box, 1));
            receive(user, 2);
            CompletableFuture.allOf(up, down, atBox).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void one_end_may_be_done_while_the_other_still_sends() throws Exception {
        try (Ends ends = new Ends(LIMITS); Socket user = ends.connect(); Socket box = ends.accept()) {
            user.getOutputStream().write("question".getBytes());
            user.shutdownOutput();
            assertEquals("question", new String(box.getInputStream().readAllBytes()));
            box.getOutputStream().write("answer".getBytes());
            box.shutdownOutput();
            assertEquals("answer", new String(user.getInputStream().readAllBytes()));
            until(() -> ends.near.streams() == 0 && ends.far.streams() == 0);
        }
    }

    @Test
    void a_stream_that_is_cut_at_one_end_ends_at_the_other() throws Exception {
        try (Ends ends = new Ends(LIMITS)) {
            Socket user = ends.connect();
            Socket box = ends.accept();
            user.setSoLinger(true, 0);
            user.close();
            assertEquals(-1, read(box));
            box.getOutputStream().write(new byte[100_000]);
            until(() -> ends.near.streams() == 0 && ends.far.streams() == 0);
            box.close();
        }
    }

    @Test
    void one_that_takes_nothing_stops_no_other_and_little_is_kept_for_it() throws Exception {
        try (Ends ends = new Ends(LIMITS); Socket stalled = ends.connect(); Socket source = ends.accept()) {
            CompletableFuture<Void> sending = send(source, 1);
            try (Socket user = ends.connect(); Socket box = ends.accept()) {
                CompletableFuture<Void> other = send(box, 2);
                receive(user, 2);
                other.get(30, TimeUnit.SECONDS);
                assertTrue(!sending.isDone());
                assertTrue(ends.near.keptInAll().get() <= WINDOW_AND_CHUNK, ends.near.keptInAll() + " bytes are kept");
            }
            receive(stalled, 1);
            sending.get(30, TimeUnit.SECONDS);
            until(() -> ends.near.keptInAll().get() == 0);
        }
    }

    @Test
    void more_streams_than_may_be_are_refused_and_the_others_live() throws Exception {
        try (Ends ends = new Ends(new Limits(2, 1 << 20, 1 << 20, LIMITS.quiet(), LIMITS.answer(), LIMITS.idle()));
                Socket one = ends.connect(); Socket oneBox = ends.accept(); Socket two = ends.connect(); Socket twoBox = ends.accept()) {
            Exception refused = null;
            try {
                ends.connect().close();
            } catch (Exception e) {
                refused = e;
            }
            assertTrue(String.valueOf(refused).contains("the tunnel has 2 streams already"), String.valueOf(refused));
            one.getOutputStream().write(7);
            assertEquals(7, oneBox.getInputStream().read());
            twoBox.getOutputStream().write(8);
            assertEquals(8, two.getInputStream().read());
        }
    }

    @Test
    void with_nobody_listening_the_stream_ends_and_the_tunnel_lives() throws Exception {
        try (Ends ends = new Ends(LIMITS)) {
            ends.box.close();
            try (Socket user = ends.connect()) {
                assertEquals(-1, read(user));
            }
            until(() -> ends.near.streams() == 0 && ends.far.streams() == 0);
            assertEquals(0, ends.ended.size());
        }
    }

    @Test
    void a_stream_that_does_nothing_for_too_long_ends() throws Exception {
        try (Ends ends = new Ends(new Limits(2, 1 << 20, 1 << 20, LIMITS.quiet(), LIMITS.answer(), Duration.ofMillis(300)));
                Socket user = ends.connect(); Socket box = ends.accept()) {
            assertEquals(-1, read(user));
            assertEquals(-1, read(box));
            until(() -> ends.near.streams() == 0 && ends.far.streams() == 0);
        }
    }

    @Test
    void the_end_of_the_tunnel_ends_all_streams_and_is_told_once_at_each_end() throws Exception {
        try (Ends ends = new Ends(LIMITS); Socket user = ends.connect(); Socket box = ends.accept()) {
            ends.far.close("enough");
            ends.far.close("once more");
            assertEquals(-1, read(user));
            assertEquals(-1, read(box));
            until(() -> ends.ended.size() == 2);
            assertEquals(Set.of("far: enough", "near: the far end has closed the tunnel"), Set.copyOf(ends.ended));
        }
    }

    @Test
    void all_buffers_go_back_to_the_pool() throws Exception {
        try (Ends ends = new Ends(LIMITS)) {
            for (int i = 0; i < 50; i++) {
                try (Socket user = ends.connect(); Socket box = ends.accept()) {
                    box.getOutputStream().write(new byte[300_000]);
                    user.getInputStream().readNBytes(i * 1000);
                    user.setSoLinger(true, 0);
                }
            }
            until(() -> ends.near.streams() == 0 && ends.far.streams() == 0);
            until(() -> ends.used() == 0);
        }
    }

    private static CompletableFuture<Void> send(Socket socket, int seed) {
        return CompletableFuture.runAsync(() -> {
            Random random = new Random(seed);
            byte[] part = new byte[1 << 20];
            try {
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < MEGABYTES; i++) {
                    random.nextBytes(part);
                    out.write(part);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void receive(Socket socket, int seed) {
        Random random = new Random(seed);
        byte[] part = new byte[1 << 20];
        try {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(part);
                assertArrayEquals(part, socket.getInputStream().readNBytes(part.length), "megabyte " + i);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int read(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
