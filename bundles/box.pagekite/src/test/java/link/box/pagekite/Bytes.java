package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Megabytes that are the same with each run. */
final class Bytes {
    private static final int PART = 1 << 20;

    private Bytes() {
    }

    static CompletableFuture<Void> send(Socket socket, int megabytes, int seed) {
        return CompletableFuture.runAsync(() -> {
            Random random = new Random(seed);
            byte[] part = new byte[PART];
            try {
                for (int i = 0; i < megabytes; i++) {
                    random.nextBytes(part);
                    socket.getOutputStream().write(part);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Compares every byte. */
    static void receive(Socket socket, int megabytes, int seed) throws IOException {
        Random random = new Random(seed);
        byte[] part = new byte[PART];
        for (int i = 0; i < megabytes; i++) {
            random.nextBytes(part);
            assertArrayEquals(part, socket.getInputStream().readNBytes(PART), "megabyte " + i);
        }
    }
}
