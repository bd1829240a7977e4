package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Random bytes, compared where they arrive. */
final class Bytes {
    private Bytes() {
    }

    /** Sends so many to a server that sends them back, and reads at the same time. */
    static void echo(Socket socket, int size) throws Exception {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(() -> read(socket, size));
        socket.getOutputStream().write(sent);
        assertArrayEquals(sent, back.get());
    }

    private static byte[] read(Socket socket, int size) {
        try {
            return socket.getInputStream().readNBytes(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
