package link.box.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that were free a moment ago, so that labs do not get in each other's way. Below those that the system gives to outgoing
 * connections, of which a busy test makes thousands: one of them would hold the port when its server starts.
 */
public final class Ports {
    private static final int FIRST = 16_384;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;
    /** Whoever was given one may not have bound it yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {
    }

    /** @return so many ports of loopback that were free a moment ago, each given once in the life of this JVM */
    public static int[] free(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < TRIES && sockets.size() < count; i++) {
                int port = ThreadLocalRandom.current().nextInt(FIRST, END);
                if (!GIVEN.add(port)) {
                    continue;
                }
                try {
                    sockets.add(new ServerSocket(port, 1));
                } catch (BindException e) {
                    // somebody's: try another
                }
            }
            if (sockets.size() < count) {
                throw new IOException("no " + count + " free ports from " + FIRST + " to " + END);
            }
            return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
