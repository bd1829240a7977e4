package link.box.itests.container;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Swaps certificates of a server under load, spread evenly over the handshakes, while connections of several generations stay open. */
final class SwapRound {
    private static final int OPEN = 8;
    private static final int HANDSHAKES_PER_SWAP = 105;

    private final int port;
    private final String host;
    private final SwapIssuer issuer;
    private final Callable<X509Certificate> swap;
    private final List<Visitor> open = new ArrayList<>();
    private int cut;
    private int stale;

    /**
     * What was seen.
     *
     * @param handshakes full ones that succeeded, each with an answer
     * @param full how many times a server's certificate was shown in them
     * @param failed what happened to the others
     * @param kept connections that were open over swaps, and answered after each
     * @param cut open connections that did not answer
     * @param stale new connections after a swap that did not see the new certificate
     */
    record Outcome(int swaps, int handshakes, int full, List<String> failed, int kept, int cut, int stale, double seconds) {
    }

    /** @param swap takes the next certificate of the issuer into service, and returns it */
    SwapRound(int port, String host, SwapIssuer issuer, Callable<X509Certificate> swap) {
        this.port = port;
        this.host = host;
        this.issuer = issuer;
        this.swap = swap;
    }

    Outcome run(int swaps) throws Exception {
        swap.call();
        long start = System.nanoTime();
        SwapLoad load = new SwapLoad(port, host, issuer::knows);
        try (load) {
            for (int i = 0; i < swaps; i++) {
                if (i % Math.max(1, swaps / OPEN) == 0) {
                    open.add(new Visitor(port, host, issuer::knows));
                }
                X509Certificate newest = swap.call();
                look(newest);
                open.removeIf(this::isCut);
                load.await((i + 1) * HANDSHAKES_PER_SWAP);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Visitor visitor : open) {
            visitor.close();
        }
        return new Outcome(swaps, load.succeeded(), load.certificatesSeen(), load.failures(), open.size(), cut, stale, seconds);
    }

    private void look(X509Certificate newest) throws Exception {
        try (Visitor next = new Visitor(port, host, issuer::knows)) {
            if (!next.certificate().equals(newest)) {
                stale++;
            }
        }
    }

    private boolean isCut(Visitor visitor) {
        try {
            if (visitor.ping() == 204) {
                return false;
            }
        } catch (IOException e) {
            System.out.println("an open connection is cut: " + e);
        }
        cut++;
        return true;
    }
}
