package link.box.bench.tunnel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Small requests over connections that stay open, the next when the last is answered. (wrk knows no CONNECT, and Debian's frontend takes
 * no TLS without it.)
 *
 * @param second how many were answered each second
 * @param p50 milliseconds that half of them took at most
 * @param p99 milliseconds that 99 in 100 of them took at most
 */
record Requests(double second, double p50, double p99) {
    private static final int HELLO = 512;

    static Requests over(Way way, int connections, long millis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit((Callable<List<Long>>) () -> ask(way, begin + millis * 1_000_000)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                all.addAll(each.get());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            all.sort(null);
            return new Requests(all.size() / seconds, all.get(all.size() / 2) / 1e6, all.get(all.size() * 99 / 100) / 1e6);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> ask(Way way, long end) throws IOException {
        List<Long> took = new ArrayList<>();
        try (Way.Line line = way.open()) {
            String head = way.head("GET", "", 0);
            for (long begin = System.nanoTime(); begin < end || took.isEmpty();) {
                line.ask(head);
                line.answered();
                line.in().skipNBytes(HELLO);
                long now = System.nanoTime();
                took.add(now - begin);
                begin = now;
            }
        }
        return took;
    }
}
