package link.box.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that cannot choose one itself. Below those that the system gives to connections and to who asks for any port, for
 * tests of other bundles that run meanwhile ask for thousands: one of them would have it before the server starts.
 */
public final class FreePort {
    private static final int FIRST = 16_384;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {
    }

    /** @return one that nobody listened on a moment ago, each once in the life of this JVM */
    public static int next() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST + " to " + END);
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
